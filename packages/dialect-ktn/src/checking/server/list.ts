import { flawUnless } from '../objects.ts'
import { checks, LOGIN } from './test-client.ts'

export const listChecks = checks(LOGIN, [
  {
    id: 'ktn-3.7',
    title: 'answers names with who is online',
    hint: 'Answer names with an info that has everybody in it who is logged in.',
    exclusive: true,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await bob.requestList([ann.name, bob.name], (fields) =>
        flawUnless(fields.get('response') === 'info', 'it is no info'),
      )
    },
  },
  {
    id: 'ktn-3.7.left',
    title: 'removes users who left from the list',
    hint: 'At a logout take the name off the list of those who are logged in.',
    needs: ['ktn-3.7', 'ktn-3.5a'],
    async run(clients) {
      const [ann, bob, eve] = await clients.three()
      await ann.request('logout')
      for (let attempt = 0; attempt < 20; attempt += 1) {
        const { text } = await eve.requestList([bob.name, eve.name])
        if (!text.includes(ann.name)) return
        await clients.stage.pass(100)
      }
      clients.stage.fail(`${ann.name} is in the list 2 seconds after its logout`)
    },
  },
  {
    id: 'ktn-3.7a',
    title: 'separates names in the list with a comma and a space',
    hint: 'The content is one string, with a comma and a space between the names: ", ".join(names).',
    needs: ['ktn-3.7'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await bob.requestList([ann.name, bob.name], (fields) => {
        const content = fields.get('content')
        if (typeof content !== 'string') return { why: 'it is no string' }
        const names = content.split(', ')
        const isList = names.includes(ann.name) && names.includes(bob.name)
        return flawUnless(
          isList && !/[^A-Za-z0-9, ]/.test(content),
          'the names stand otherwise in it',
        )
      })
    },
  },
  {
    id: 'ktn-3.7b',
    title: 'lists users in the order of their logins',
    hint: 'Keep the names in the order in which they came, the one who asks among them.',
    needs: ['ktn-3.7', 'ktn-3.7a'],
    async run(clients) {
      const names = ['z', 'm', 'a', 'Q'].map((letter) => letter + clients.word())
      const all = []
      for (const name of names) all.push(await clients.user({ name, password: '' }))
      await all.at(-1)?.requestList(names, (fields) => {
        const listed = String(fields.get('content')).split(', ')
        const order = listed.filter((name) => names.includes(name))
        return flawUnless(order.join() === names.join(), 'they stand in another order')
      })
    },
  },
])
