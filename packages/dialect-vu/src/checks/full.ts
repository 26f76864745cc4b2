import { Party, type ServerCheck, type Stage, type User } from './party.ts'

/** More users than this are not logged in for one check. */
const MOST = 500

/** Logs users in until the server is full; the last one's connection was answered BUSY. */
async function filled(
  stage: Stage,
): Promise<{ party: Party; inside: readonly User[]; last: User }> {
  const { maxUsers } = stage.options
  if (maxUsers === 0) {
    stage.skip('no limit was said; say --option maxUsers=16 if the server is to take 16 users')
  }
  if (maxUsers > MOST) stage.skip(`not more than ${MOST} users are logged in`)
  const party = new Party(stage)
  const inside: User[] = []
  while (inside.length <= maxUsers) {
    const [wire, name] = [await stage.connect(), party.word()]
    await wire.say(`HELLO-FROM ${name}\n`)
    const { text } = await wire.next('HELLO or BUSY')
    if (text === 'BUSY\n') return { party, inside, last: { name, wire } }
    if (text !== `HELLO ${name}\n`) stage.fail('neither HELLO nor BUSY came', 'vu-2.3')
    inside.push({ name, wire })
  }
  return stage.fail(`${inside.length} users could log in, and the limit is ${maxUsers}`, 'vu-2.3')
}

export const fullChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-2.3',
    title: 'a server that is full',
    hint: 'Count those who are logged in; where they are as many as the limit, answer BUSY.',
    needs: ['vu-2.1a', 'vu-2.7', 'vu-3.1'],
    async run(stage) {
      const { party, inside } = await filled(stage)
      const [first] = inside
      if (first === undefined) return stage.skip('others have taken all the places')
      const names = await party.list(first.wire, 'vu-3.1')
      if (names.length < stage.options.maxUsers) {
        stage.fail(`BUSY came though only ${names.length} users are logged in`)
      }
    },
  },
  {
    rule: 'vu-2.3a',
    title: 'other lines to a server that is full',
    hint: 'Say BUSY as the answer to HELLO-FROM only: not on connecting, and to no other line.',
    needs: ['vu-2.1a', 'vu-2.3', 'vu-2.5'],
    async run(stage) {
      const { party } = await filled(stage)
      const wire = await stage.connect()
      await wire.silent()
      await party.ask(wire, 'LIST\n', 'BAD-RQST-HDR\n')
      await party.ask(wire, `HELLO-FROM ${party.word()}\n`, 'BUSY\n', 'vu-2.3')
    },
  },
  {
    rule: 'vu-2.3b',
    title: 'connections that have not logged in take up no place',
    hint: 'Count logins, not connections.',
    needs: ['vu-2.1a', 'vu-2.3'],
    async run(stage) {
      const { party, inside } = await filled(stage)
      const left = inside.at(-1)
      if (left === undefined) return stage.skip('others have taken all the places')
      for (let count = 0; count < stage.options.maxUsers; count += 1) await stage.connect()
      left.wire.end()
      const next = await party.comesFree(party.word())
      if (next === undefined) stage.fail('BUSY came though a place is free')
    },
  },
  {
    rule: 'vu-2.3c',
    title: 'another attempt after BUSY',
    hint: 'Keep the connection open after BUSY, so that a later HELLO-FROM can succeed.',
    needs: ['vu-2.1a', 'vu-2.3', 'vu-2.7'],
    async run(stage) {
      const { party, inside, last } = await filled(stage)
      const left = inside.at(-1)
      if (left === undefined) return stage.skip('others have taken all the places')
      left.wire.end()
      for (let attempt = 0; attempt < 30; attempt += 1) {
        await last.wire.say(`HELLO-FROM ${last.name}\n`)
        const { text } = await last.wire.find('HELLO or BUSY', party.isOurs)
        if (text === `HELLO ${last.name}\n`) return
        await stage.pass(100)
      }
      stage.fail('BUSY came again and again, though somebody has left')
    },
  },
]
