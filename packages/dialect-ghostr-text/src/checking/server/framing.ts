import type { Heard } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import {
  type Fields,
  grammarFlaw,
  message,
  orderFlaw,
  semicolonFlaw,
  spaceFlaw,
  valueFlaw,
} from '../fields.ts'
import { pair, type ServerCheck, type Stage, type TestClient, TestClients } from './test-client.ts'

const SHAPE = ['ghostr-text-1.1', 'ghostr-text-1.1a']

const LOGON = message('LOGON', { RET: '1', NEW: '...', ERR: '0' })

/** How a message that ends before it has all of its fields is read. */
const unfinished = /without all of its fields$/

/**
 * What is answered to a LOGON. Where it lacks a field it ends with the TYPE of the next answer, so
 * that one is asked for too.
 */
async function firstAnswer(stage: Stage, rule: string): Promise<Heard<Reply>> {
  const { name, password } = stage.account()
  const client = await new TestClients(stage).stranger()
  await client.say('LOGON', { WHO: name })
  const [first] = await client.wire.rest()
  if (first !== undefined) return first
  await client.say('AUTH', { WHO: name, PASW: password, NEW: '0' })
  return client.wire.next(LOGON, rule)
}

/** The answers of a short visit: to LOGON, AUTH, WHOELSE and LOGOUT. */
async function visit(client: TestClient, stage: Stage): Promise<readonly Heard<Reply>[]> {
  const { name, password } = stage.account()
  const logon = await client.logon(name)
  await client.auth(password, /NEW: 1;;/.test(logon.text) ? '1' : '0')
  const auth = await client.hears('AUTH', { PASW: '1' }, 'ghostr-text-9.2')
  await client.say('WHOELSE', { FROM: name })
  const list = await client.hears('WHOELSE', {}, 'ghostr-text-9.6')
  await client.say('LOGOUT', { WHO: name })
  const out = await client.hears('LOGOUT', {}, 'ghostr-text-9.12')
  return [logon, auth, list, out]
}

/** Whether each of them is right. */
function all(
  stage: Stage,
  heards: readonly Heard<Reply>[],
  judge: (heard: Heard<Reply>) => { readonly why: string } | undefined,
  rule?: string,
): void {
  for (const heard of heards) {
    const flaw = judge(heard)
    if (flaw !== undefined) stage.fail(`${flaw.why}: ${heard.text.trim().slice(0, 200)}`, rule)
  }
}

/** Of messages whose own checks come later. */
function ordersOfMore(): readonly ServerCheck[] {
  const hint = 'Write the fields in the order of the table; clients may take them by their place.'
  const messages = async (stage: Stage) => {
    const { ann, bob } = await pair(stage)
    const hear = async (type: string, fields: Fields, keys: readonly string[], on = ann) => {
      all(stage, [await on.hears(type, fields)], (heard) => orderFlaw(heard, keys))
    }
    return { ann, bob, hear }
  }
  return [
    {
      rule: 'ghostr-text-1.3b',
      variant: 'msg',
      title: 'writes the fields of a MSG in order',
      hint,
      needs: SHAPE,
      async run(stage) {
        const { ann, bob, hear } = await messages(stage)
        await ann.write(bob.name, 'hello')
        await hear('MSG', { BODY: 'hello' }, ['FROM', 'TO', 'BODY'], bob)
      },
    },
    {
      rule: 'ghostr-text-1.3b',
      variant: 'block',
      title: 'writes the fields of a BLOCK in order',
      hint,
      needs: SHAPE,
      async run(stage) {
        const { ann, bob, hear } = await messages(stage)
        const fields = { WHO: bob.name, BLOCKER: ann.name }
        for (const type of ['BLOCK', 'UNBLOCK']) {
          await ann.say(type, fields)
          await hear(type, fields, ['WHO', 'BLOCKER', 'RET', 'ERR'])
        }
      },
    },
  ]
}

export const firstAnswerChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-1.1',
    title: 'writes the first reply as fields',
    hint: 'Write "TYPE: LOGON;;" first, then each field as key, colon, blank, value and ";;".',
    async run(stage) {
      const heard = await firstAnswer(stage, 'ghostr-text-1.1')
      all(stage, [heard], grammarFlaw)
    },
  },
  {
    rule: 'ghostr-text-1.1a',
    title: 'writes all fields of the first reply',
    hint: 'Each type has a fixed list of fields; a reader waits until the last of them has come.',
    needs: ['ghostr-text-1.1'],
    async run(stage) {
      const { frame } = await firstAnswer(stage, 'ghostr-text-1.1a')
      const isLacking = frame.kind === 'nonsense' && unfinished.test(frame.text)
      if (isLacking) stage.fail('the answer to LOGON lacks RET, NEW or ERR')
    },
  },
]

export const writeChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-1.1a',
    variant: 'others',
    title: 'writes all fields of other messages',
    hint: 'A MSG has FROM, TO and BODY, a WHOELSE FROM and BODY, a LOGGEDOUT WHO: write all of them.',
    needs: SHAPE,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await bob.tell('WHOELSE', { FROM: bob.name })
      await ann.write(bob.name, 'hello')
      await ann.tell('LOGOUT', { WHO: ann.name })
      await bob.tell('WHOELSE', { FROM: bob.name })
      for (let lists = 0; lists < 2; ) {
        const { frame } = await bob.wire.next('TYPE: WHOELSE', 'ghostr-text-9.6')
        if (frame.kind === 'nonsense' && unfinished.test(frame.text)) stage.fail(frame.text)
        if (frame.kind === 'WHOELSE') lists += 1
      }
    },
  },
  {
    rule: 'ghostr-text-1.1b',
    title: 'writes nothing between messages',
    hint: 'Write no line end, space or zero byte after the last ";;", as print or writeln would.',
    needs: SHAPE,
    async run(stage) {
      const client = await new TestClients(stage).stranger()
      all(stage, await visit(client, stage), spaceFlaw)
    },
  },
  {
    rule: 'ghostr-text-1.3',
    title: 'writes a message in one segment',
    hint: 'Put all fields into one text and send it once: clients take what one read gives.',
    needs: SHAPE,
    async run(stage) {
      const client = await new TestClients(stage).user()
      let alone = 0
      for (let round = 0; round < 5; round += 1) {
        await client.say('WHOELSE', { FROM: client.name })
        if ((await client.hears('WHOELSE', {}, 'ghostr-text-9.6')).alone) alone += 1
        await stage.pass(60)
      }
      if (alone < 3) stage.fail('an answer came in several reads')
    },
  },
  {
    rule: 'ghostr-text-1.3b',
    title: 'writes fields in order',
    hint: 'Write the fields in the order of the table; a map or a set may give them in another.',
    needs: SHAPE,
    async run(stage) {
      const client = await new TestClients(stage).stranger()
      const orders = [['RET', 'NEW', 'ERR'], ['PASW', 'ATMP'], ['FROM', 'BODY'], ['WHO']]
      for (const [index, heard] of (await visit(client, stage)).entries()) {
        all(stage, [heard], (one) => orderFlaw(one, orders[index] ?? []))
      }
    },
  },
  ...ordersOfMore(),
  {
    rule: 'ghostr-text-1.4',
    title: 'writes no colon in a value',
    hint: 'A reader takes what stands between two colons: write none within a value.',
    needs: SHAPE,
    async run(stage) {
      const client = await new TestClients(stage).stranger()
      all(stage, await visit(client, stage), valueFlaw)
    },
  },
  {
    rule: 'ghostr-text-1.4',
    variant: 'text',
    title: 'replaces a colon in a text',
    hint: 'Put U+2236, which looks like a colon, for each colon of a text before it is written.',
    scope: 'extension',
    needs: [...SHAPE, 'ghostr-text-9.4'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'at 10:30')
      await bob.gets(ann.name, 'at 10\u223630')
    },
  },
  {
    rule: 'ghostr-text-1.4a',
    title: 'delivers single semicolons in a text',
    hint: 'A field ends at ";;" alone: one semicolon within a text belongs to it.',
    needs: [...SHAPE, 'ghostr-text-9.4'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'one; two;three ;four')
      await ann.write(bob.name, 'five')
      const first = await bob.gets(ann.name, 'one; two;three ;four')
      const second = await bob.gets(ann.name, 'five')
      all(stage, [first, second], semicolonFlaw)
    },
  },
  {
    rule: 'ghostr-text-1.4a',
    variant: 'end',
    title: 'does not end a text with a semicolon',
    hint: 'Leave out the semicolons at the end of a value: with them its field would end too early.',
    scope: 'extension',
    needs: [...SHAPE, 'ghostr-text-9.4'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'wow;;;')
      await ann.write(bob.name, 'five')
      const first = await bob.gets(ann.name, 'wow')
      const second = await bob.gets(ann.name, 'five')
      all(stage, [first, second], semicolonFlaw)
    },
  },
]
