import type { Heard } from '@parley/contract'
import type { Request } from '../frames.ts'
import { type ClientCheck, Desk } from './desk.ts'
import { type Fields, grammarFlaw, message, semicolonFlaw, spaceFlaw, valueFlaw } from './fields.ts'

const LOGIN = ['ghostr-text-1.1', 'ghostr-text-1.1a', 'ghostr-text-2.1']
const MSG = [...LOGIN, 'ghostr-text-9.4d']

/** The longest message that a server reads in one go, in bytes. */
const MOST = 1024

/** How a client logs in. */
export const enteringChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-1.1',
    title: 'how the first message is written',
    hint: 'Write "TYPE: LOGON;;" first, then each field as key, colon, blank, value and ";;".',
    async run(stage) {
      const desk = await Desk.open(stage)
      await desk.wire.expect(message('LOGON', { WHO: desk.name }), grammarFlaw)
    },
  },
  {
    rule: 'ghostr-text-1.1a',
    title: 'the fields of an AUTH',
    hint: 'An AUTH has WHO, PASW and NEW: a server waits until all three have come.',
    needs: LOGIN.slice(0, 1),
    async run(stage) {
      const desk = await Desk.open(stage)
      await desk.named()
      await desk.wire.expect(
        message('AUTH', { WHO: desk.name, PASW: desk.password, NEW: '0' }),
        ({ frame }) => (frame.kind === 'unfinished' ? { why: 'it lacks a field' } : undefined),
      )
    },
  },
  {
    rule: 'ghostr-text-8.1b',
    title: 'it waits for the answer to LOGON',
    hint: 'Send AUTH only when the answer to LOGON has been read.',
    needs: LOGIN.slice(0, 2),
    async run(stage) {
      const desk = await Desk.open(stage)
      await desk.asked('LOGON', { WHO: desk.name }, 'ghostr-text-2.1')
      await desk.wire.silent()
      await desk.says('LOGON', { RET: '1', NEW: '0', ERR: '0' })
      await desk.asked('AUTH', { WHO: desk.name }, 'ghostr-text-2.1')
    },
  },
  {
    rule: 'ghostr-text-2.1',
    title: 'logging in',
    hint: 'Send LOGON with the name, read the answer, then send AUTH with the same WHO and the password.',
    needs: LOGIN.slice(0, 2),
    async run(stage) {
      await Desk.user(stage)
    },
  },
  {
    rule: 'ghostr-text-2.1',
    variant: 'new',
    title: 'logging in with a new name',
    hint: 'Where NEW is 1 send AUTH all the same: its password is that of the new account.',
    needs: LOGIN,
    async run(stage) {
      const desk = await Desk.open(stage)
      await desk.named('1')
      await desk.asked('AUTH', { WHO: desk.name, PASW: desk.password })
      await desk.admits()
      await stage.person.welcomed(desk.name)
    },
  },
  {
    rule: 'ghostr-text-8.1b',
    variant: 'list',
    title: 'it waits for the answer to WHOELSE',
    hint: 'Say nothing more while something is unanswered that is always answered.',
    scope: 'extension',
    needs: [...MSG, 'ghostr-text-9.6a'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const to = stage.name()
      stage.person.list()
      stage.person.send(to, 'hello')
      await desk.asked('WHOELSE', { FROM: desk.name }, 'ghostr-text-9.6a')
      await desk.wire.silent()
      await desk.lists(to)
      await desk.asked('MSG', { FROM: desk.name, TO: to, BODY: 'hello' }, 'ghostr-text-9.4d')
    },
  },
]

/** What a client says once somebody has logged in. */
export const speakingChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-9.4d',
    title: 'a message to one user',
    hint: 'Send MSG with the own name in FROM, the recipient in TO and the text in BODY.',
    needs: LOGIN,
    async run(stage) {
      const desk = await Desk.user(stage)
      await desk.writes(stage.name(), 'hello')
    },
  },
  {
    rule: 'ghostr-text-9.4d',
    variant: 'text',
    title: 'a text in many letters',
    hint: 'Encode what is typed as UTF-8, and change nothing else in it.',
    needs: MSG,
    async run(stage) {
      const desk = await Desk.user(stage)
      await desk.writes(stage.name(), 'grüße,  two blanks ♥ κόσμε 日本語 👩‍🚀 "quoted" {x} %s 100%')
    },
  },
  {
    rule: 'ghostr-text-9.4d',
    variant: 'semicolon',
    title: 'single semicolons in a text',
    hint: 'One semicolon within a text belongs to it: a field ends at two.',
    needs: MSG,
    async run(stage) {
      const desk = await Desk.user(stage)
      await desk.writes(stage.name(), 'one; two;three')
    },
  },
  {
    rule: 'ghostr-text-1.1a',
    variant: 'msg',
    title: 'the fields of a MSG',
    hint: 'A MSG has FROM, TO and BODY: a server waits until all three have come.',
    needs: LOGIN,
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.send(stage.name(), 'hello')
      await desk.next(message('MSG', { FROM: desk.name, TO: '...', BODY: 'hello' }), ({ frame }) =>
        frame.kind === 'unfinished' ? { why: 'it lacks a field' } : undefined,
      )
    },
  },
  {
    rule: 'ghostr-text-1.1b',
    title: 'nothing stands between messages',
    hint: 'Write no line end or blank behind the last ";;": take print’s or println’s away.',
    needs: LOGIN,
    async run(stage) {
      for (const heard of await said(await Desk.open(stage))) {
        const flaw = spaceFlaw(heard)
        if (flaw !== undefined) stage.fail(flaw.why)
      }
    },
  },
  {
    rule: 'ghostr-text-1.4',
    title: 'a colon in a text',
    hint: 'Put something else, such as U+2236, for each colon of a text before it is sent.',
    needs: MSG,
    async run(stage) {
      const desk = await Desk.user(stage)
      await desk.sends('at 10:30', valueFlaw)
    },
  },
  {
    rule: 'ghostr-text-1.4a',
    title: 'two semicolons in a text',
    hint: 'A field ends at ";;": send one semicolon where the text has several.',
    needs: MSG,
    async run(stage) {
      const desk = await Desk.user(stage)
      await desk.sends('wow;; TYPE', semicolonFlaw)
    },
  },
  {
    rule: 'ghostr-text-1.4a',
    variant: 'end',
    title: 'a semicolon at the end of a text',
    hint: 'Leave out semicolons at the end of a value: its field would end too early.',
    needs: MSG,
    async run(stage) {
      const desk = await Desk.user(stage)
      await desk.sends('bye;', semicolonFlaw)
    },
  },
  {
    rule: 'ghostr-text-8.1',
    title: 'a message is one write',
    hint: 'Put all fields into one text and send it once: servers take what one read gives.',
    needs: LOGIN,
    async run(stage) {
      for (const heard of await said(await Desk.open(stage))) {
        if (!heard.alone) stage.fail(`it came in several reads: ${heard.text}`)
      }
    },
  },
  {
    rule: 'ghostr-text-8.1',
    variant: 'pace',
    title: 'the time between two messages',
    hint: 'Wait 100 ms between two sends: servers in use take one read for one message.',
    scope: 'extension',
    needs: MSG,
    async run(stage) {
      if (stage.options.pace === 0) stage.skip('the client does not wait (pace=0)')
      const desk = await Desk.user(stage)
      const to = stage.name()
      let longest = 0
      for (let round = 0; round < 3 && longest < 80; round += 1) {
        stage.person.send(to, 'one')
        stage.person.send(to, 'two')
        const first = await desk.asked('MSG', { BODY: 'one' }, 'ghostr-text-9.4d')
        const second = await desk.asked('MSG', { BODY: 'two' }, 'ghostr-text-9.4d')
        longest = Math.max(longest, second.at - first.at)
      }
      if (longest < 80) stage.fail(`two messages came within ${Math.round(longest)} ms`)
    },
  },
  {
    rule: 'ghostr-text-8.1a',
    title: 'a text that is too long for one message',
    hint: 'Send no message of more than 1024 bytes: cut the text, or say that it is too long.',
    needs: MSG,
    async run(stage) {
      const { maxObject } = stage.options
      const most = maxObject === 0 ? stage.skip('texts are never cut (maxObject=0)') : maxObject
      const desk = await Desk.user(stage)
      await desk.sends('many words '.repeat(Math.max(MOST, most) / 4), ({ bytes }) =>
        bytes.length > most ? { why: `a message has ${bytes.length} bytes` } : undefined,
      )
    },
  },
  {
    rule: 'ghostr-text-8.1a',
    variant: 'whole',
    title: 'a text that just fits',
    hint: 'Send all of a text that fits: where send() tells how much it took, send the rest too.',
    needs: MSG,
    async run(stage) {
      const desk = await Desk.user(stage)
      await desk.writes(stage.name(), 'é日👩 '.repeat(40).trimEnd(), 'ghostr-text-9.4d')
    },
  },
  {
    rule: 'ghostr-text-8.2',
    title: 'it does not wait for an answer to a message',
    hint: 'A MSG that is delivered is not answered: take the next line without waiting.',
    needs: MSG,
    async run(stage) {
      const desk = await Desk.user(stage)
      for (const text of ['first', 'second', 'third']) {
        await desk.writes(stage.name(), text, 'ghostr-text-8.2')
      }
    },
  },
]

/** What it says for logging in and for a message. */
async function said(desk: Desk): Promise<readonly Heard<Request>[]> {
  const hear = (type: string, fields: Fields, rule: string) => desk.asked(type, fields, rule)
  const logon = await hear('LOGON', {}, 'ghostr-text-2.1')
  await desk.says('LOGON', { RET: '1', NEW: '0', ERR: '0' })
  const auth = await hear('AUTH', {}, 'ghostr-text-2.1')
  await desk.admits()
  await desk.stage.person.welcomed(desk.name, 'ghostr-text-2.1')
  const to = desk.stage.name()
  desk.stage.person.send(to, 'hello')
  return [logon, auth, await hear('MSG', {}, 'ghostr-text-9.4d')]
}
