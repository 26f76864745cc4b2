import { type ServerCheck, TestClient } from './test-client.ts'

export const listChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-3.1',
    title: 'answers LIST with who is online',
    hint: 'Answer "LIST" with "LIST-OK ", the names with a comma between two, and \\n.',
    needs: ['vu-2.1a'],
    exclusive: true,
    async run(stage) {
      const client = new TestClient(stage)
      const { wire } = await client.user()
      await client.list(wire)
    },
  },
  {
    rule: 'vu-3.1a',
    title: 'separates names in a list with one comma',
    hint: 'Put one comma between two names: no space beside it, none at the end.',
    needs: ['vu-2.1a', 'vu-3.1'],
    async run(stage) {
      const client = new TestClient(stage)
      const [{ wire }] = [await client.user(), await client.user()]
      await wire.say('LIST\n')
      await wire.find('LIST-OK, and a comma between two names', client.isOurs, ({ text }) => {
        const at = text.search(/, |,,|,\n| ,| \n|(?<!LIST-OK) /)
        if (at >= 0) return { why: 'these are not names with a comma between two', at }
        return text.includes(',') ? undefined : { why: 'there is no comma' }
      })
    },
  },
  {
    rule: 'vu-3.1b',
    title: 'lists everybody who is logged in',
    hint: 'A list has all who are logged in, whoever asks for it, with the one who asks.',
    needs: ['vu-2.1a', 'vu-3.1', 'vu-3.1a'],
    exclusive: true,
    async run(stage) {
      const client = new TestClient(stage)
      const all = await client.users(3)
      await stage.connect()
      for (const { wire, name } of all) {
        const names = await client.list(wire, 'vu-3.1')
        for (const other of all) {
          const count = names.filter((listed) => listed === other.name).length
          const who = other.name === name ? 'the one who asks' : 'somebody who is online'
          if (count !== 1) stage.fail(`${who}, ${other.name}, is in the list ${count} times`)
        }
      }
    },
  },
  {
    rule: 'vu-3.1b',
    variant: 'left',
    title: 'removes users who left from the list',
    hint: 'Take a name out of your table once its connection is closed.',
    needs: ['vu-2.1a', 'vu-2.7', 'vu-3.1', 'vu-3.1a', 'vu-3.1b'],
    async run(stage) {
      const client = new TestClient(stage)
      const [gone, left] = [await client.user(), await client.user()]
      gone.wire.end()
      for (let attempt = 0; attempt < 30; attempt += 1) {
        const names = await client.list(left.wire, 'vu-3.1')
        if (!names.includes(gone.name)) return
        await stage.pass(100)
      }
      stage.fail(`${gone.name} is in the list 3 seconds after closing`)
    },
  },
  {
    rule: 'vu-3.1c',
    title: 'lists users in the order of their logins',
    hint: 'Keep the users in the order in which they logged in; do not sort them.',
    needs: ['vu-2.1a', 'vu-3.1', 'vu-3.1a', 'vu-3.1b'],
    async run(stage) {
      const client = new TestClient(stage)
      const sorted = Array.from({ length: 4 }, () => client.word()).sort()
      const inOrder = [2, 0, 3, 1].flatMap((index) => sorted[index] ?? [])
      const all = []
      for (const name of inOrder) all.push(await client.user(name))
      for (const { wire } of all) {
        const listed = await client.list(wire, 'vu-3.1')
        const ours = listed.filter((name) => sorted.includes(name))
        if (ours.join() !== inOrder.join()) {
          stage.fail(`they logged in as ${inOrder.join()}, and are listed as ${ours.join()}`)
        }
      }
    },
  },
  {
    rule: 'vu-3.2',
    title: 'refuses LIST with a word after it',
    hint: 'LIST stands alone on its line; if more follows, answer BAD-RQST-BODY.',
    needs: ['vu-2.1a', 'vu-3.1'],
    async run(stage) {
      const client = new TestClient(stage)
      const { wire } = await client.user()
      await client.request(wire, 'LIST all\n', 'BAD-RQST-BODY\n')
    },
  },
  {
    rule: 'vu-3.2',
    variant: 'space',
    title: 'refuses LIST with a space after it',
    hint: 'Do not strip spaces off a line before you look at it: even one is more than LIST.',
    needs: ['vu-2.1a', 'vu-3.1', 'vu-3.2'],
    async run(stage) {
      const client = new TestClient(stage)
      const { wire } = await client.user()
      await client.request(wire, 'LIST \n', 'BAD-RQST-BODY\n')
    },
  },
]
