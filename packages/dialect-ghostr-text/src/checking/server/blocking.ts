import { valueIn } from '../fields.ts'
import { has, hasNot } from './list.ts'
import { checks, LOGIN, type TextClient } from './test-client.ts'

const LIST = [...LOGIN, 'ghostr-text-9.6']

const BLOCK = [...LIST, 'ghostr-text-9.8']

type Who = 'ann' | 'bob'

/** One of the two says BLOCK or UNBLOCK of the other, and is answered. */
const blocks = (blocker: Who, type: 'BLOCK' | 'UNBLOCK', ending = 'RET: 1;;ERR: 0;;') =>
  blocksUser(blocker, type, blocker === 'ann' ? '{bob}' : '{ann}', ending)

const blocksUser = (blocker: Who, type: 'BLOCK' | 'UNBLOCK', who: string, ending: string) =>
  [
    `${blocker}> TYPE: ${type};;WHO: ${who};;BLOCKER: {${blocker}};;`,
    [`${blocker}< TYPE: ${type};;WHO: ${who};;BLOCKER: {${blocker}};;${ending}`, 'ghostr-text-9.8'],
  ] as const

/** The same in a check that is no row. */
async function says(
  blocker: TextClient,
  type: 'BLOCK' | 'UNBLOCK',
  { name }: TextClient,
): Promise<void> {
  const fields = { WHO: name, BLOCKER: blocker.name }
  await blocker.say(type, fields)
  await blocker.answered(type, { ...fields, RET: '1', ERR: '0' }, 'ghostr-text-9.8')
}

/** Blocking. */
export const blockChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-9.8',
    title: 'confirms BLOCK and UNBLOCK',
    hint: 'Answer with TYPE, WHO and BLOCKER as they came, then RET: 1 and ERR: 0.',
    steps: [...blocks('ann', 'BLOCK'), ...blocks('ann', 'UNBLOCK')],
  },
  {
    id: 'ghostr-text-9.8.twice',
    title: 'refuses a second BLOCK and a second UNBLOCK',
    hint: 'Answer RET: 0 if nothing changes, with exactly this reason in ERR.',
    needs: BLOCK,
    steps: [
      ...blocks('ann', 'UNBLOCK', 'RET: 0;;ERR: Error. {bob} is not blocked;;'),
      ...blocks('ann', 'BLOCK'),
      ...blocks('ann', 'BLOCK', 'RET: 0;;ERR: Error. {bob} already blocked;;'),
      ...blocks('ann', 'UNBLOCK'),
    ],
  },
  {
    id: 'ghostr-text-9.8.unknown',
    title: 'refuses to block a name that does not exist',
    hint: 'Answer RET: 0 and "Error. X does not exist", with the name for X.',
    needs: BLOCK,
    steps: blocksUser('ann', 'BLOCK', '{nobody}', 'RET: 0;;ERR: Error. {nobody} does not exist;;'),
  },
  {
    id: 'ghostr-text-9.8a',
    title: 'refuses to block oneself',
    hint: 'Answer RET: 0 and "Error. Cannot block self" if WHO is BLOCKER.',
    needs: BLOCK,
    steps: [
      'ann> TYPE: BLOCK;;WHO: {ann};;BLOCKER: {ann};;',
      'ann< TYPE: BLOCK;;WHO: {ann};;BLOCKER: {ann};;RET: 0;;ERR: Error. Cannot block self;;',
    ],
  },
  {
    id: 'ghostr-text-9.9',
    title: 'refuses a message to a user who has blocked its sender',
    hint: 'Do not deliver it; answer with a BLOCK of RET: 0 and "X has blocked you".',
    needs: [...BLOCK, 'ghostr-text-9.4'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await says(bob, 'BLOCK', ann)
      await ann.say('MSG', { FROM: ann.name, TO: bob.name, BODY: 'blocked' })
      const ending = { RET: '0', ERR: `${bob.name} has blocked you` }
      await ann.answered('BLOCK', { WHO: ann.name, BLOCKER: bob.name, ...ending })
      const got = await bob.before()
      if (got.some(({ text }) => valueIn(text, 'BODY') === 'blocked')) {
        clients.stage.fail('the message came although its sender is blocked')
      }
      await says(bob, 'UNBLOCK', ann)
    },
  },
  {
    id: 'ghostr-text-9.9a',
    title: 'tells the sender who misses a broadcast because of a block',
    hint: 'Answer a broadcast with a BLOCK of RET: 0 and "Your message could not be delivered to some recipients", with one who has blocked its sender as BLOCKER.',
    needs: [...BLOCK, 'ghostr-text-9.5'],
    steps: [
      ...blocks('bob', 'BLOCK'),
      'ann> TYPE: BROADCAST;;FROM: {ann};;BODY: {word};;',
      'ann< TYPE: BLOCK;;WHO: {ann};;BLOCKER: {bob};;RET: 0;;ERR: Your message could not be delivered to some recipients;;',
      ...blocks('bob', 'UNBLOCK'),
    ],
  },
  {
    id: 'ghostr-text-9.9.after',
    title: 'applies a block to the blocked user only',
    hint: 'A block is from one user to another: it ends with UNBLOCK, and holds in one direction.',
    needs: [...BLOCK, 'ghostr-text-9.4'],
    steps: [
      ...blocks('bob', 'BLOCK'),
      'eve> TYPE: MSG;;FROM: {eve};;TO: {bob};;BODY: from eve;;',
      'bob< TYPE: MSG;;FROM: {eve};;TO: {bob};;BODY: from eve;;',
      ...blocks('bob', 'UNBLOCK'),
      'ann> TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: again;;',
      'bob< TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: again;;',
    ],
  },
  {
    id: 'ghostr-text-9.6.blocked',
    title: 'leaves users who blocked the one who asks out of the list',
    hint: 'Leave out of the list the users who have blocked the one who asks.',
    scope: 'extension',
    needs: [...LIST, 'ghostr-text-9.8'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await says(bob, 'BLOCK', ann)
      hasNot(clients, await ann.list(), bob.name)
      has(clients, await bob.list(), ann.name)
      await says(bob, 'UNBLOCK', ann)
      has(clients, await ann.list(), bob.name)
    },
  },
  {
    id: 'ghostr-text-9.5.blocked',
    title: 'does not deliver a broadcast to a user who has blocked its sender',
    hint: 'Leave out the users who have blocked the sender.',
    scope: 'extension',
    needs: ['ghostr-text-9.5', 'ghostr-text-9.8', 'ghostr-text-9.6'],
    async run(clients) {
      const [ann, bob, cat] = await clients.three()
      await says(bob, 'BLOCK', ann)
      await ann.announce('hi all')
      await cat.answered('MSG', { FROM: ann.name, BODY: 'hi all' })
      await bob.misses('hi all')
      await says(bob, 'UNBLOCK', ann)
    },
  },
])
