import { NONE } from '@parley/checks'
import type { Heard } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { grammarFlaw, message, orderFlaw, semicolonFlaw, spaceFlaw, valueFlaw } from '../fields.ts'
import { type Clients, checks, type TextClient } from './test-client.ts'

const SHAPE = ['ghostr-text-1.1', 'ghostr-text-1.1a']

const ORDER = 'Write the fields in the order of the table; clients may take them by their place.'

const LOGON = message('LOGON', { RET: '1', NEW: '...', ERR: '0' })

/** How a message that ends before it has all of its fields is read. */
const unfinished = /without all of its fields$/

/**
 * What is answered to a LOGON. Where it lacks a field it ends with the TYPE of the next answer, so
 * that one is asked for too.
 */
async function firstAnswer(clients: Clients, rule: string): Promise<Heard<Reply>> {
  const { name, password } = clients.account()
  const client = await clients.connect()
  await client.say('LOGON', { WHO: name })
  const [first] = await client.wire.rest()
  if (first !== undefined) return first
  await client.say('AUTH', { WHO: name, PASW: password, NEW: '0' })
  return client.wire.next(LOGON, rule)
}

/** The answers of a short visit: to LOGON, AUTH, WHOELSE and LOGOUT. */
async function visit(client: TextClient, clients: Clients): Promise<readonly Heard<Reply>[]> {
  const { name, password } = clients.account()
  const logon = await client.logon(name)
  await client.auth(password, /NEW: 1;;/.test(logon.text) ? '1' : '0')
  const auth = await client.answered('AUTH', { PASW: '1' }, 'ghostr-text-9.2')
  await client.say('WHOELSE', { FROM: name })
  const list = await client.answered('WHOELSE', {}, 'ghostr-text-9.6')
  await client.say('LOGOUT', { WHO: name })
  const out = await client.answered('LOGOUT', {}, 'ghostr-text-9.12')
  return [logon, auth, list, out]
}

/** Whether each of them is right. */
function all(
  clients: Clients,
  heards: readonly Heard<Reply>[],
  judge: (heard: Heard<Reply>) => { readonly why: string } | undefined,
  rule?: string,
): void {
  for (const heard of heards) {
    const flaw = judge(heard)
    if (flaw !== undefined)
      clients.stage.fail(`${flaw.why}: ${heard.text.trim().slice(0, 200)}`, rule)
  }
}

export const firstAnswerChecks = checks(NONE, [
  {
    id: 'ghostr-text-1.1',
    title: 'writes the first reply as fields',
    hint: 'Write "TYPE: LOGON;;" first, then each field as key, colon, blank, value and ";;".',
    async run(clients) {
      const heard = await firstAnswer(clients, 'ghostr-text-1.1')
      all(clients, [heard], grammarFlaw)
    },
  },
  {
    id: 'ghostr-text-1.1a',
    title: 'writes all fields of the first reply',
    hint: 'Each type has a fixed list of fields; a reader waits until the last of them has come.',
    needs: ['ghostr-text-1.1'],
    async run(clients) {
      const { frame } = await firstAnswer(clients, 'ghostr-text-1.1a')
      const isLacking = frame.kind === 'nonsense' && unfinished.test(frame.text)
      if (isLacking) clients.stage.fail('the answer to LOGON lacks RET, NEW or ERR')
    },
  },
])

export const writeChecks = checks(SHAPE, [
  {
    id: 'ghostr-text-1.1a.others',
    title: 'writes all fields of other messages',
    hint: 'A MSG has FROM, TO and BODY, a WHOELSE FROM and BODY, a LOGGEDOUT WHO: write all of them.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await bob.tell('WHOELSE', { FROM: bob.name })
      await ann.write(bob.name, 'hello')
      await ann.tell('LOGOUT', { WHO: ann.name })
      await bob.tell('WHOELSE', { FROM: bob.name })
      for (let lists = 0; lists < 2; ) {
        const { frame } = await bob.wire.next('TYPE: WHOELSE', 'ghostr-text-9.6')
        if (frame.kind === 'nonsense' && unfinished.test(frame.text)) clients.stage.fail(frame.text)
        if (frame.kind === 'WHOELSE') lists += 1
      }
    },
  },
  {
    id: 'ghostr-text-1.1b',
    title: 'writes nothing between messages',
    hint: 'Write no line end, space or zero byte after the last ";;", as print or writeln would.',
    async run(clients) {
      const client = await clients.connect()
      all(clients, await visit(client, clients), spaceFlaw)
    },
  },
  {
    id: 'ghostr-text-1.3',
    title: 'writes a message in one segment',
    hint: 'Put all fields into one text and send it once: clients take what one read gives.',
    async run(clients) {
      const client = await clients.user()
      let alone = 0
      for (let round = 0; round < 5; round += 1) {
        await client.say('WHOELSE', { FROM: client.name })
        if ((await client.answered('WHOELSE', {}, 'ghostr-text-9.6')).alone) alone += 1
        await clients.stage.pass(60)
      }
      if (alone < 3) clients.stage.fail('an answer came in several reads')
    },
  },
  {
    id: 'ghostr-text-1.3b',
    title: 'writes fields in order',
    hint: 'Write the fields in the order of the table; a map or a set may give them in another.',
    async run(clients) {
      const client = await clients.connect()
      const orders = [['RET', 'NEW', 'ERR'], ['PASW', 'ATMP'], ['FROM', 'BODY'], ['WHO']]
      for (const [index, heard] of (await visit(client, clients)).entries()) {
        all(clients, [heard], (one) => orderFlaw(one, orders[index] ?? []))
      }
    },
  },
  {
    id: 'ghostr-text-1.3b.msg',
    title: 'writes the fields of a MSG in order',
    hint: ORDER,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.write(bob.name, 'hello')
      const heard = await bob.answered('MSG', { BODY: 'hello' })
      all(clients, [heard], (one) => orderFlaw(one, ['FROM', 'TO', 'BODY']))
    },
  },
  {
    id: 'ghostr-text-1.3b.block',
    title: 'writes the fields of a BLOCK in order',
    hint: ORDER,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const fields = { WHO: bob.name, BLOCKER: ann.name }
      for (const type of ['BLOCK', 'UNBLOCK']) {
        await ann.say(type, fields)
        const heard = await ann.answered(type, fields)
        all(clients, [heard], (one) => orderFlaw(one, ['WHO', 'BLOCKER', 'RET', 'ERR']))
      }
    },
  },
  {
    id: 'ghostr-text-1.4',
    title: 'writes no colon in a value',
    hint: 'A reader takes what stands between two colons: write none within a value.',
    needs: SHAPE,
    async run(clients) {
      const client = await clients.connect()
      all(clients, await visit(client, clients), valueFlaw)
    },
  },
  {
    id: 'ghostr-text-1.4.text',
    title: 'replaces a colon in a text',
    hint: 'Put U+2236, which looks like a colon, for each colon of a text before it is written.',
    scope: 'extension',
    needs: ['ghostr-text-9.4'],
    steps: [
      'ann> TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: at 10:30;;',
      'bob< TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: at 10∶30;;',
    ],
  },
  {
    id: 'ghostr-text-1.4a',
    title: 'delivers single semicolons in a text',
    hint: 'A field ends at ";;" alone: one semicolon within a text belongs to it.',
    needs: ['ghostr-text-9.4'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.write(bob.name, 'one; two;three ;four')
      await ann.write(bob.name, 'five')
      const first = await bob.gets(ann.name, 'one; two;three ;four')
      const second = await bob.gets(ann.name, 'five')
      all(clients, [first, second], semicolonFlaw)
    },
  },
  {
    id: 'ghostr-text-1.4a.end',
    title: 'does not end a text with a semicolon',
    hint: 'Leave out the semicolons at the end of a value: with them its field would end too early.',
    scope: 'extension',
    needs: ['ghostr-text-9.4'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.write(bob.name, 'wow;;;')
      await ann.write(bob.name, 'five')
      const first = await bob.gets(ann.name, 'wow')
      const second = await bob.gets(ann.name, 'five')
      all(clients, [first, second], semicolonFlaw)
    },
  },
])
