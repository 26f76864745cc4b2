import { fieldsOf, flawUnless, withoutStrings } from '../objects.ts'
import { NEEDS_HELP, NEEDS_LOGIN, type ServerCheck, TestClients } from './test-client.ts'

const KEYS = ['timestamp', 'sender', 'response', 'content'] as const

const WORDS: readonly unknown[] = ['error', 'info', 'history', 'message']

/** Nothing else works without these. */
export const firstChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-2.2',
    title: 'writes the four keys of a response',
    hint: 'Send a JSON object with the keys timestamp, sender, response and content, all four each time.',
    async run(stage) {
      const client = await new TestClients(stage).connect()
      await client.request('help')
      await client.wire.expect(
        'an object with timestamp, sender, response and content',
        (heard) => {
          const fields = fieldsOf(heard.text)
          const missing = KEYS.filter((key) => fields?.has(key) !== true)
          if (fields === undefined) return { why: 'it is no JSON object' }
          return flawUnless(missing.length === 0, `there is no ${missing.join(' and no ')}`)
        },
      )
    },
  },
  {
    rule: 'ktn-2.2b',
    title: 'writes a known word under response',
    hint: 'The response is error, info, history or message; a list of names is an info, a text from somebody a message.',
    needs: ['ktn-2.2'],
    async run(stage) {
      const clients = new TestClients(stage)
      for (const word of ['help', 'names']) {
        const client = await clients.connect()
        await client.request(word)
        await client.wire.expect('error, info, history or message under response', ({ text }) =>
          flawUnless(WORDS.includes(fieldsOf(text)?.get('response')), 'it is another word'),
        )
      }
    },
  },
  {
    rule: 'ktn-3.9',
    title: 'answers help before the login',
    hint: 'Answer help with an info, whether or not the client has logged in.',
    needs: ['ktn-2.2'],
    async run(stage) {
      await (await new TestClients(stage).connect()).requestHelp()
    },
  },
]

export const fieldChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.9a',
    title: 'names every request in the help',
    hint: 'Put login, logout, msg, names and help into the text of the help.',
    needs: NEEDS_HELP,
    async run(stage) {
      const client = await new TestClients(stage).connect()
      await client.requestHelp((fields) => {
        const text = String(fields.get('content')).toLowerCase()
        const missing = ['login', 'logout', 'msg', 'names', 'help'].filter(
          (word) => !text.includes(word),
        )
        return flawUnless(missing.length === 0, `it does not name ${missing.join(', ')}`)
      })
    },
  },
  {
    rule: 'ktn-2.2a',
    title: 'writes the keys in order',
    hint: 'Put the keys in the order timestamp, sender, response, content.',
    needs: NEEDS_HELP,
    async run(stage) {
      const client = await new TestClients(stage).connect()
      await client.requestHelp((fields) => {
        const order = [...fields.keys()].filter((key) => KEYS.some((one) => one === key))
        return flawUnless(order.join() === KEYS.join(), `the order is ${order.join(', ')}`)
      })
    },
  },
  {
    rule: 'ktn-2.2c',
    title: 'writes the timestamp in its format',
    hint: 'Write the time as 2016-03-14T12:34:56, a string with nothing after the seconds.',
    needs: NEEDS_HELP,
    async run(stage) {
      const client = await new TestClients(stage).connect()
      await client.requestHelp((fields) => {
        const time = fields.get('timestamp')
        const isTime = typeof time === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(time)
        return flawUnless(isTime, 'the timestamp looks otherwise')
      })
    },
  },
  {
    rule: 'ktn-2.2d',
    title: 'names the server as the sender of a reply',
    hint: 'The sender of an info or an error is the word server.',
    needs: NEEDS_HELP,
    async run(stage) {
      const client = await new TestClients(stage).connect()
      await client.requestHelp((fields) =>
        flawUnless(fields.get('sender') === 'server', 'the sender is not server'),
      )
    },
  },
  {
    rule: 'ktn-2.2e',
    title: 'writes a string as the content of an info and of an error',
    hint: 'The content of a response is a string, also that of an error.',
    needs: NEEDS_HELP,
    async run(stage) {
      const client = await new TestClients(stage).connect()
      for (const word of ['help', 'names']) {
        await client.request(word)
        await client.wire.find(
          'a string under content',
          ({ kind }) => kind === 'info' || kind === 'error',
          ({ text }) =>
            flawUnless(typeof fieldsOf(text)?.get('content') === 'string', 'it is no string'),
        )
      }
    },
  },
  {
    rule: 'ktn-1.3b',
    title: 'writes no white space between keys and values',
    hint: 'In Python: json.dumps(response, separators=(",", ":")).',
    needs: NEEDS_HELP,
    async run(stage) {
      const client = await new TestClients(stage).connect()
      await client.requestHelp((_fields, { text }) =>
        flawUnless(!/\s/.test(withoutStrings(text)), 'there is white space in it'),
      )
    },
  },
  {
    rule: 'ktn-2.1b',
    title: 'ignores an unknown key',
    hint: 'Look only at request and content, and leave other keys alone.',
    needs: NEEDS_HELP,
    async run(stage) {
      const client = await new TestClients(stage).connect()
      await client.write('{"request": "help", "version": 2, "content": null, "to": ["all"]}')
      await client.expectHelp()
    },
  },
  {
    rule: 'ktn-2.1c',
    title: 'ignores the content of a request that needs none',
    hint: 'Do not look at the content of names, help and logout; in Python, data.get("content").',
    needs: NEEDS_HELP,
    async run(stage) {
      const clients = new TestClients(stage)
      for (const content of ['', ' ', 'None', 'none', 'x']) {
        const client = await clients.connect()
        await client.request('help', content)
        await client.expectHelp()
      }
      const client = await clients.connect()
      await client.write('{"request": "help"}')
      await client.expectHelp()
    },
  },
  {
    rule: 'ktn-2.1a',
    title: 'reads keys in any order and spacing',
    hint: 'Read the object with a JSON parser, and take its values by their keys.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.connect()
      await client.write(`{  "content"\t:"${clients.word()}" ,"request":   "login"  }`)
      await client.expectLogin()
    },
  },
  {
    rule: 'ktn-2.1d',
    title: 'reads keys and words in capitals',
    hint: 'Compare keys and requests without regard to upper and lower case.',
    needs: NEEDS_HELP,
    scope: 'extension',
    async run(stage) {
      const client = await new TestClients(stage).connect()
      await client.write('{"REQUEST": "HELP", "Content": null}')
      await client.expectHelp()
    },
  },
  {
    rule: 'ktn-2.1e',
    title: 'reads the other spellings that clients use',
    hint: 'Take the key response for request, message for msg, users and name for names.',
    needs: NEEDS_LOGIN,
    scope: 'extension',
    async run(stage) {
      const clients = new TestClients(stage)
      const [client, other, name] = [await clients.connect(), await clients.user(), clients.word()]
      await client.write(`{"response": "login", "content": "${name}"}`)
      await client.expectLogin()
      await client.request('users')
      await client.expectList([name, other.name])
      await client.request('name')
      await client.expectList([name, other.name])
      const word = clients.word()
      await client.request('message', `@${other.name} ${word}`)
      await other.expectMessage(word)
    },
  },
]
