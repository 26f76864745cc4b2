import { flawUnless } from '../objects.ts'
import {
  NEEDS_LOGIN,
  type ServerCheck,
  type Stage,
  type TestClient,
  TestClients,
} from './test-client.ts'

/** Whether a name leaves the list within a few seconds. */
async function isGone(stage: Stage, client: TestClient, there: readonly string[], name: string) {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { text } = await client.requestList(there)
    if (!text.includes(name)) return true
    await stage.pass(100)
  }
  return false
}

export const listChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.7',
    title: 'answers names with who is online',
    hint: 'Answer names with an info that has everybody in it who is logged in.',
    needs: NEEDS_LOGIN,
    exclusive: true,
    async run(stage) {
      const [first, second] = await new TestClients(stage).pair()
      await second.requestList([first.name, second.name], (fields) =>
        flawUnless(fields.get('response') === 'info', 'it is no info'),
      )
    },
  },
  {
    rule: 'ktn-3.7',
    variant: 'left',
    title: 'removes users who left from the list',
    hint: 'At a logout take the name off the list of those who are logged in.',
    needs: [...NEEDS_LOGIN, 'ktn-3.7', 'ktn-3.5a'],
    async run(stage) {
      const clients = new TestClients(stage)
      const [first, second] = await clients.pair()
      const third = await clients.user()
      await first.request('logout')
      if (!(await isGone(stage, third, [second.name, third.name], first.name))) {
        stage.fail(`${first.name} is in the list 2 seconds after its logout`)
      }
    },
  },
  {
    rule: 'ktn-3.7a',
    title: 'separates names in the list with a comma and a space',
    hint: 'The content is one string, with a comma and a space between the names: ", ".join(names).',
    needs: [...NEEDS_LOGIN, 'ktn-3.7'],
    async run(stage) {
      const [first, second] = await new TestClients(stage).pair()
      await second.requestList([first.name, second.name], (fields) => {
        const content = fields.get('content')
        if (typeof content !== 'string') return { why: 'it is no string' }
        const names = content.split(', ')
        const isList = [first, second].every(({ name }) => names.includes(name))
        return flawUnless(
          isList && !/[^A-Za-z0-9, ]/.test(content),
          'the names stand otherwise in it',
        )
      })
    },
  },
  {
    rule: 'ktn-3.7b',
    title: 'lists users in the order of their logins',
    hint: 'Keep the names in the order in which they came, the one who asks among them.',
    needs: [...NEEDS_LOGIN, 'ktn-3.7', 'ktn-3.7a'],
    async run(stage) {
      const clients = new TestClients(stage)
      const names = ['z', 'm', 'a', 'Q'].map((letter) => letter + clients.word())
      let last: TestClient | undefined
      for (const name of names) {
        last = await clients.connect()
        await last.login(name)
      }
      await last?.requestList(names, (fields) => {
        const all = String(fields.get('content')).split(', ')
        const order = all.filter((name) => names.includes(name))
        return flawUnless(order.join() === names.join(), 'they stand in another order')
      })
    },
  },
]
