import {
  LOGIN,
  pair,
  type ServerCheck,
  type Stage,
  type TestClient,
  TestClients,
} from './test-client.ts'

const LIST = [...LOGIN, 'ghostr-text-9.6']

/** So many seconds ago: a list of all who were there in an earlier run may be too long for one message. */
const RECENTLY = '10'

/** Asks who has come since. */
async function since(
  client: TestClient,
  seconds: string,
  rule?: string,
): Promise<readonly string[]> {
  await client.say('WHOELSESINCE', { WHEN: seconds, FROM: client.name })
  return client.listed(rule)
}

export function has(stage: Stage, names: readonly string[], name: string, rule?: string): void {
  if (!names.includes(name))
    stage.fail(`${name} is not in the list, whose lines are: ${shown(names)}`, rule)
}

export function hasNot(stage: Stage, names: readonly string[], name: string, rule?: string): void {
  if (names.includes(name)) stage.fail(`${name} is in the list: ${shown(names)}`, rule)
}

function shown(names: readonly string[]): string {
  return names
    .slice(0, 10)
    .map((name) => `“${name}”`)
    .join(' ')
}

/** Who is online. */
export const listChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.6',
    title: 'answers WHOELSE',
    hint: 'Answer WHOELSE with a WHOELSE, and with nothing else.',
    needs: LOGIN,
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.list()
    },
  },
  {
    rule: 'ghostr-text-9.6',
    variant: 'names',
    title: 'lists the others who are online',
    hint: 'Write the other users’ names into BODY, joined by \\n, without the name of who asks.',
    needs: LIST,
    exclusive: true,
    async run(stage) {
      const { clients, ann, bob } = await pair(stage)
      const cat = await clients.user()
      const names = await ann.list()
      has(stage, names, bob.name)
      has(stage, names, cat.name)
      hasNot(stage, names, ann.name)
    },
  },
  {
    rule: 'ghostr-text-9.6',
    variant: 'from',
    title: 'writes the name of the user who asks in FROM',
    hint: 'FROM of the answer is the name of who has asked.',
    needs: LIST,
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.say('WHOELSE', { FROM: ann.name })
      await ann.hears('WHOELSE', { FROM: ann.name })
    },
  },
  {
    rule: 'ghostr-text-9.6',
    variant: 'gone',
    title: 'leaves users who have logged out out of the list',
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
    rule: 'ghostr-text-9.7a',
    title: 'answers WHOELSESINCE with the type WHOELSE',
    hint: 'Answer WHOELSESINCE with TYPE: WHOELSE.',
    needs: LIST,
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.say('WHOELSESINCE', { WHEN: RECENTLY, FROM: ann.name })
      await ann.hears('WHOELSE', { FROM: ann.name })
    },
  },
  {
    rule: 'ghostr-text-9.7',
    title: 'lists who has come since, and nobody who has gone',
    hint: 'Take the list of WHOELSE, and of that those who have come within WHEN seconds.',
    needs: [...LIST, 'ghostr-text-9.7a', 'ghostr-text-9.12'],
    async run(stage) {
      const { clients, ann, bob } = await pair(stage)
      const cat = await clients.user()
      await cat.logout()
      await ann.sees(cat.name, 'LOGGEDOUT', 'ghostr-text-9.3a')
      const names = await since(ann, RECENTLY)
      has(stage, names, bob.name)
      hasNot(stage, names, cat.name)
      hasNot(stage, names, ann.name)
    },
  },
  {
    rule: 'ghostr-text-9.7',
    variant: 'number',
    title: 'lists nobody for a WHEN that is not a number',
    hint: 'If WHEN is not a number, answer with an empty list.',
    scope: 'extension',
    needs: [...LIST, 'ghostr-text-9.7'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      hasNot(stage, await since(ann, 'soon'), bob.name)
    },
  },
]
