import { checks, LOGIN } from './test-client.ts'

export const listChecks = checks(LOGIN, [
  {
    id: 'vu-3.1',
    title: 'answers LIST with who is online',
    hint: 'Answer "LIST" with "LIST-OK ", the names with a comma between two, and \\n.',
    exclusive: true,
    async run(clients) {
      await (await clients.user()).list()
    },
  },
  {
    id: 'vu-3.1a',
    title: 'separates names in a list with one comma',
    hint: 'Put one comma between two names: no space beside it, none at the end.',
    needs: ['vu-3.1'],
    async run(clients) {
      const [{ wire, isOurs }] = await clients.pair()
      await wire.say('LIST\n')
      await wire.find('LIST-OK, and a comma between two names', isOurs, ({ text }) => {
        const at = text.search(/, |,,|,\r?\n| ,| \r?\n|(?<!LIST-OK) /)
        if (at >= 0) return { why: 'these are not names with a comma between two', at }
        return text.includes(',') ? undefined : { why: 'there is no comma' }
      })
    },
  },
  {
    id: 'vu-3.1b',
    title: 'lists everybody who is logged in',
    hint: 'A list has all who are logged in, whoever asks for it, with the one who asks.',
    needs: ['vu-3.1', 'vu-3.1a'],
    exclusive: true,
    async run(clients) {
      const all = await clients.three()
      await clients.connect()
      for (const client of all) {
        const names = await client.list('vu-3.1')
        for (const other of all) {
          const count = names.filter((listed) => listed === other.name).length
          const who = other === client ? 'the one who asks' : 'somebody who is online'
          if (count === 1) continue
          clients.stage.fail(`${who}, ${other.name}, is in the list ${count} times`)
        }
      }
    },
  },
  {
    id: 'vu-3.1b.left',
    title: 'removes users who left from the list',
    hint: 'Take a name out of your table once its connection is closed.',
    needs: ['vu-2.7', 'vu-3.1', 'vu-3.1a', 'vu-3.1b'],
    async run(clients) {
      const [gone, left] = await clients.pair()
      gone.wire.end()
      for (let attempt = 0; attempt < 30; attempt += 1) {
        const names = await left.list('vu-3.1')
        if (!names.includes(gone.name)) return
        await clients.stage.pass(100)
      }
      clients.stage.fail(`${gone.name} is in the list 3 seconds after closing`)
    },
  },
  {
    id: 'vu-3.1c',
    title: 'lists users in the order of their logins',
    hint: 'Keep the users in the order in which they logged in; do not sort them.',
    needs: ['vu-3.1', 'vu-3.1a', 'vu-3.1b'],
    async run(clients) {
      const all = await clients.unsorted()
      const names = all.map(({ name }) => name)
      for (const client of all) {
        const ours = (await client.list('vu-3.1')).filter((name) => names.includes(name))
        if (ours.join() !== names.join()) {
          clients.stage.fail(`they logged in as ${names.join()}, and are listed as ${ours.join()}`)
        }
      }
    },
  },
  {
    id: 'vu-3.2',
    title: 'refuses LIST with a word after it',
    hint: 'LIST stands alone on its line; if more follows, answer BAD-RQST-BODY.',
    needs: ['vu-3.1'],
    steps: ['ann> LIST all\n', 'ann< BAD-RQST-BODY\n'],
  },
  {
    id: 'vu-3.2.space',
    title: 'refuses LIST with a space after it',
    hint: 'Do not strip spaces off a line before you look at it: even one is more than LIST.',
    needs: ['vu-3.1', 'vu-3.2'],
    steps: ['ann> LIST \n', 'ann< BAD-RQST-BODY\n'],
  },
])
