import { valueIn } from './fields.ts'
import { type Guest, Party, pair, type ServerCheck, type Stage } from './party.ts'

const LOGIN = ['ghostr-text-9.1', 'ghostr-text-9.2']
const LIST = [...LOGIN, 'ghostr-text-9.6']

/** Asks who was online. */
async function since(guest: Guest, seconds: string, rule?: string): Promise<readonly string[]> {
  await guest.say('WHOELSESINCE', { WHEN: seconds, FROM: guest.name })
  return guest.listed(rule)
}

function has(stage: Stage, names: readonly string[], name: string, rule?: string): void {
  if (!names.includes(name)) stage.fail(`${name} is not in the list: ${shown(names)}`, rule)
}

function hasNot(stage: Stage, names: readonly string[], name: string, rule?: string): void {
  if (names.includes(name)) stage.fail(`${name} is in the list: ${shown(names)}`, rule)
}

function shown(names: readonly string[]): string {
  return names.slice(0, 10).join(', ')
}

/** Who is, and was, online. */
export const listChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.6',
    title: 'the list of the others',
    hint: 'Write the other users’ names into BODY, joined by \\n, without the name of who asks.',
    needs: LOGIN,
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      const cat = await party.user()
      const names = await ann.list()
      has(stage, names, bob.name)
      has(stage, names, cat.name)
      hasNot(stage, names, ann.name)
    },
  },
  {
    rule: 'ghostr-text-9.6',
    variant: 'from',
    title: 'whom the list is for',
    hint: 'FROM of the answer is the name of who has asked.',
    needs: LIST,
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.say('WHOELSE', { FROM: ann.name })
      await ann.hears('WHOELSE', { FROM: ann.name })
    },
  },
  {
    rule: 'ghostr-text-9.6',
    variant: 'gone',
    title: 'who has gone is not in the list',
    hint: 'Take a user out of the list when they log out.',
    needs: [...LIST, 'ghostr-text-9.12'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await bob.logout()
      await ann.sees(bob.name, 'LOGGEDOUT', 'ghostr-text-9.3a')
      hasNot(stage, await ann.list(), bob.name)
    },
  },
  {
    rule: 'ghostr-text-9.6',
    variant: 'blocked',
    title: 'who has blocked somebody is not in their list',
    hint: 'Leave out of the list the users who have blocked the one who asks.',
    scope: 'extension',
    needs: [...LIST, 'ghostr-text-9.8'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const fields = { WHO: ann.name, BLOCKER: bob.name }
      await bob.say('BLOCK', fields)
      await bob.hears('BLOCK', { ...fields, RET: '1' }, 'ghostr-text-9.8')
      hasNot(stage, await ann.list(), bob.name)
      has(stage, await bob.list(), ann.name)
      await bob.say('UNBLOCK', fields)
      await bob.hears('UNBLOCK', fields, 'ghostr-text-9.8')
      has(stage, await ann.list(), bob.name)
    },
  },
  {
    rule: 'ghostr-text-9.7a',
    title: 'the type of the answer to WHOELSESINCE',
    hint: 'Answer WHOELSESINCE with TYPE: WHOELSE.',
    needs: LIST,
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.say('WHOELSESINCE', { WHEN: '100', FROM: ann.name })
      await ann.hears('WHOELSE', { FROM: ann.name })
    },
  },
  {
    rule: 'ghostr-text-9.7',
    title: 'who was online',
    hint: 'Remember when users have gone: the list has those of the last WHEN seconds too.',
    needs: [...LIST, 'ghostr-text-9.7a', 'ghostr-text-9.12'],
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      const cat = await party.user()
      await cat.logout()
      await ann.sees(cat.name, 'LOGGEDOUT', 'ghostr-text-9.3a')
      const names = await since(ann, '100')
      has(stage, names, bob.name)
      has(stage, names, cat.name)
      hasNot(stage, names, ann.name)
    },
  },
  {
    rule: 'ghostr-text-9.7',
    variant: 'short',
    title: 'who was online within one second',
    hint: 'Compare the seconds of WHEN with how long ago a user has gone; who is online counts.',
    needs: [...LIST, 'ghostr-text-9.7', 'ghostr-text-9.12'],
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      const cat = await party.user()
      await cat.logout()
      await stage.pass(2200)
      const names = await since(ann, '1')
      has(stage, names, bob.name)
      hasNot(stage, names, cat.name)
    },
  },
  {
    rule: 'ghostr-text-9.7',
    variant: 'number',
    title: 'WHEN is no number',
    hint: 'Where WHEN is no number, answer with an empty list.',
    scope: 'extension',
    needs: [...LIST, 'ghostr-text-9.7'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      hasNot(stage, await since(ann, 'soon'), bob.name)
    },
  },
]

const BLOCK = [...LIST, 'ghostr-text-9.8']

/** Says BLOCK or UNBLOCK, and reads how it is answered. */
async function blocks(
  blocker: Guest,
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
    title: 'blocking a user, and taking it back',
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
    title: 'blocking and unblocking twice',
    hint: 'Answer RET: 0 where nothing changes, with the reason in ERR to the letter.',
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
    title: 'blocking a name that nobody has',
    hint: 'Answer RET: 0 and "Error. X does not exist", with the name for X.',
    needs: BLOCK,
    async run(stage) {
      const ann = await new Party(stage).user()
      const nobody = stage.name()
      await blocks(ann, 'BLOCK', nobody, `Error. ${nobody} does not exist`)
    },
  },
  {
    rule: 'ghostr-text-9.8a',
    title: 'blocking oneself',
    hint: 'Answer RET: 0 and "Error. Cannot block self" where WHO is BLOCKER.',
    needs: BLOCK,
    async run(stage) {
      const ann = await new Party(stage).user()
      await blocks(ann, 'BLOCK', ann.name, 'Error. Cannot block self', 'ghostr-text-9.8a')
    },
  },
  {
    rule: 'ghostr-text-9.9',
    title: 'a message to a user who has blocked its sender',
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
    rule: 'ghostr-text-9.9',
    variant: 'after',
    title: 'whom a block does not concern',
    hint: 'A block is from one user to another: it ends with UNBLOCK, and holds in one direction.',
    needs: [...BLOCK, 'ghostr-text-9.4'],
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      const cat = await party.user()
      await blocks(bob, 'BLOCK', ann.name)
      await cat.write(bob.name, 'from cat')
      await bob.gets(cat.name, 'from cat', 'ghostr-text-9.9')
      await blocks(bob, 'UNBLOCK', ann.name)
      await ann.write(bob.name, 'again')
      await bob.gets(ann.name, 'again', 'ghostr-text-9.9')
    },
  },
]
