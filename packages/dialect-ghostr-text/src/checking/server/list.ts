import { type Clients, checks, LOGIN, type TextClient } from './test-client.ts'

const LIST = [...LOGIN, 'ghostr-text-9.6']

/** So many seconds ago: a list of all who were there in an earlier run may be too long for one message. */
const RECENTLY = '10'

/** Asks who has come since. */
async function since(
  client: TextClient,
  seconds: string,
  rule?: string,
): Promise<readonly string[]> {
  await client.say('WHOELSESINCE', { WHEN: seconds, FROM: client.name })
  return client.listed(rule)
}

export function has(clients: Clients, names: readonly string[], name: string, rule?: string): void {
  if (!names.includes(name))
    clients.stage.fail(`${name} is not in the list, whose lines are: ${shown(names)}`, rule)
}

export function hasNot(
  clients: Clients,
  names: readonly string[],
  name: string,
  rule?: string,
): void {
  if (names.includes(name)) clients.stage.fail(`${name} is in the list: ${shown(names)}`, rule)
}

function shown(names: readonly string[]): string {
  return names
    .slice(0, 10)
    .map((name) => `“${name}”`)
    .join(' ')
}

/** Who is online. */
export const listChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-9.6',
    title: 'answers WHOELSE',
    hint: 'Answer WHOELSE with a WHOELSE, and with nothing else.',
    async run(clients) {
      const ann = await clients.user()
      await ann.list()
    },
  },
  {
    id: 'ghostr-text-9.6.names',
    title: 'lists the others who are online',
    hint: 'Write the other users’ names into BODY, joined by \\n, without the name of who asks.',
    needs: LIST,
    exclusive: true,
    async run(clients) {
      const [ann, bob, cat] = await clients.three()
      const names = await ann.list()
      has(clients, names, bob.name)
      has(clients, names, cat.name)
      hasNot(clients, names, ann.name)
    },
  },
  {
    id: 'ghostr-text-9.6.from',
    title: 'writes the name of the user who asks in FROM',
    hint: 'FROM of the answer is the name of who has asked.',
    needs: LIST,
    steps: ['ann> TYPE: WHOELSE;;FROM: {ann};;', 'ann< TYPE: WHOELSE;;FROM: {ann};;'],
  },
  {
    id: 'ghostr-text-9.6.gone',
    title: 'leaves users who have logged out out of the list',
    hint: 'Take a user out of the list when they log out.',
    needs: [...LIST, 'ghostr-text-9.12'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await bob.logout()
      await ann.sees(bob.name, 'LOGGEDOUT', 'ghostr-text-9.3a')
      hasNot(clients, await ann.list(), bob.name)
    },
  },
  {
    id: 'ghostr-text-9.7a',
    title: 'answers WHOELSESINCE with the type WHOELSE',
    hint: 'Answer WHOELSESINCE with TYPE: WHOELSE.',
    needs: LIST,
    steps: [
      'ann> TYPE: WHOELSESINCE;;WHEN: 10;;FROM: {ann};;',
      'ann< TYPE: WHOELSE;;FROM: {ann};;',
    ],
  },
  {
    id: 'ghostr-text-9.7',
    title: 'lists who has come since, and nobody who has gone',
    hint: 'Take the list of WHOELSE, and of that those who have come within WHEN seconds.',
    needs: [...LIST, 'ghostr-text-9.7a', 'ghostr-text-9.12'],
    async run(clients) {
      const [ann, bob, cat] = await clients.three()
      await cat.logout()
      await ann.sees(cat.name, 'LOGGEDOUT', 'ghostr-text-9.3a')
      const names = await since(ann, RECENTLY)
      has(clients, names, bob.name)
      hasNot(clients, names, cat.name)
      hasNot(clients, names, ann.name)
    },
  },
  {
    id: 'ghostr-text-9.7.number',
    title: 'lists nobody for a WHEN that is not a number',
    hint: 'If WHEN is not a number, answer with an empty list.',
    scope: 'extension',
    needs: [...LIST, 'ghostr-text-9.7'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      hasNot(clients, await since(ann, 'soon'), bob.name)
    },
  },
])
