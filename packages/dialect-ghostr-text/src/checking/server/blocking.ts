import { valueIn } from '../fields.ts'
import { has, hasNot } from './list.ts'
import {
  LOGIN,
  noneSays,
  pair,
  type ServerCheck,
  type TestClient,
  TestClients,
} from './test-client.ts'

const LIST = [...LOGIN, 'ghostr-text-9.6']

const BLOCK = [...LIST, 'ghostr-text-9.8']

/** Says BLOCK or UNBLOCK, and reads how it is answered. */
async function blocks(
  blocker: TestClient,
  type: 'BLOCK' | 'UNBLOCK',
  who: string,
  why = '',
  rule = 'ghostr-text-9.8',
): Promise<void> {
  const fields = { WHO: who, BLOCKER: blocker.name }
  await blocker.say(type, fields)
  const ending = why === '' ? { RET: '1', ERR: '0' } : { RET: '0', ERR: why }
  await blocker.hears(type, { ...fields, ...ending }, rule)
}

/** Blocking. */
export const blockChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.8',
    title: 'confirms BLOCK and UNBLOCK',
    hint: 'Answer with TYPE, WHO and BLOCKER as they came, then RET: 1 and ERR: 0.',
    needs: LOGIN,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await blocks(ann, 'BLOCK', bob.name)
      await blocks(ann, 'UNBLOCK', bob.name)
    },
  },
  {
    rule: 'ghostr-text-9.8',
    variant: 'twice',
    title: 'refuses a second BLOCK and a second UNBLOCK',
    hint: 'Answer RET: 0 if nothing changes, with exactly this reason in ERR.',
    needs: BLOCK,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await blocks(ann, 'UNBLOCK', bob.name, `Error. ${bob.name} is not blocked`)
      await blocks(ann, 'BLOCK', bob.name)
      await blocks(ann, 'BLOCK', bob.name, `Error. ${bob.name} already blocked`)
      await blocks(ann, 'UNBLOCK', bob.name)
    },
  },
  {
    rule: 'ghostr-text-9.8',
    variant: 'unknown',
    title: 'refuses to block a name that does not exist',
    hint: 'Answer RET: 0 and "Error. X does not exist", with the name for X.',
    needs: BLOCK,
    async run(stage) {
      const ann = await new TestClients(stage).user()
      const nobody = stage.name()
      await blocks(ann, 'BLOCK', nobody, `Error. ${nobody} does not exist`)
    },
  },
  {
    rule: 'ghostr-text-9.8a',
    title: 'refuses to block oneself',
    hint: 'Answer RET: 0 and "Error. Cannot block self" if WHO is BLOCKER.',
    needs: BLOCK,
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await blocks(ann, 'BLOCK', ann.name, 'Error. Cannot block self', 'ghostr-text-9.8a')
    },
  },
  {
    rule: 'ghostr-text-9.9',
    title: 'refuses a message to a user who has blocked its sender',
    hint: 'Do not deliver it; answer with a BLOCK of RET: 0 and "X has blocked you".',
    needs: [...BLOCK, 'ghostr-text-9.4'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await blocks(bob, 'BLOCK', ann.name)
      await ann.say('MSG', { FROM: ann.name, TO: bob.name, BODY: 'blocked' })
      const ending = { RET: '0', ERR: `${bob.name} has blocked you` }
      await ann.hears('BLOCK', { WHO: ann.name, BLOCKER: bob.name, ...ending })
      const got = await bob.before()
      if (got.some(({ text }) => valueIn(text, 'BODY') === 'blocked')) {
        stage.fail('the message came although its sender is blocked')
      }
      await blocks(bob, 'UNBLOCK', ann.name)
    },
  },
  {
    rule: 'ghostr-text-9.9a',
    title: 'tells the sender who misses a broadcast because of a block',
    hint: 'Answer a broadcast with a BLOCK of RET: 0 and "Your message could not be delivered to some recipients", with one who has blocked its sender as BLOCKER.',
    needs: [...BLOCK, 'ghostr-text-9.5'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await blocks(bob, 'BLOCK', ann.name)
      await ann.announce(stage.name())
      const why = 'Your message could not be delivered to some recipients'
      await ann.hears('BLOCK', { WHO: ann.name, BLOCKER: bob.name, RET: '0', ERR: why })
      await blocks(bob, 'UNBLOCK', ann.name)
    },
  },
  {
    rule: 'ghostr-text-9.9',
    variant: 'after',
    title: 'applies a block to the blocked user only',
    hint: 'A block is from one user to another: it ends with UNBLOCK, and holds in one direction.',
    needs: [...BLOCK, 'ghostr-text-9.4'],
    async run(stage) {
      const { clients, ann, bob } = await pair(stage)
      const cat = await clients.user()
      await blocks(bob, 'BLOCK', ann.name)
      await cat.write(bob.name, 'from cat')
      await bob.gets(cat.name, 'from cat', 'ghostr-text-9.9')
      await blocks(bob, 'UNBLOCK', ann.name)
      await ann.write(bob.name, 'again')
      await bob.gets(ann.name, 'again', 'ghostr-text-9.9')
    },
  },
  {
    rule: 'ghostr-text-9.6',
    variant: 'blocked',
    title: 'leaves users who blocked the one who asks out of the list',
    hint: 'Leave out of the list the users who have blocked the one who asks.',
    scope: 'extension',
    needs: [...LIST, 'ghostr-text-9.8'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await blocks(bob, 'BLOCK', ann.name)
      hasNot(stage, await ann.list(), bob.name)
      has(stage, await bob.list(), ann.name)
      await blocks(bob, 'UNBLOCK', ann.name)
      has(stage, await ann.list(), bob.name)
    },
  },
  {
    rule: 'ghostr-text-9.5',
    variant: 'blocked',
    title: 'does not deliver a broadcast to a user who has blocked its sender',
    hint: 'Leave out the users who have blocked the sender.',
    scope: 'extension',
    needs: [...LOGIN, 'ghostr-text-9.5', 'ghostr-text-9.8', 'ghostr-text-9.6'],
    async run(stage) {
      const { clients, ann, bob } = await pair(stage)
      const cat = await clients.user()
      await blocks(bob, 'BLOCK', ann.name)
      await ann.announce('hi all')
      await cat.hears('MSG', { FROM: ann.name, BODY: 'hi all' })
      await noneSays(stage, bob, 'hi all')
      await blocks(bob, 'UNBLOCK', ann.name)
    },
  },
]
