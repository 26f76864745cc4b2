import { NONE } from '@parley/checks'
import { fieldsOf, flawUnless, withoutStrings } from '../objects.ts'
import { ASK_HELP, checks, GETS_HELP, HELP, LOGIN, RESPONSES } from './test-client.ts'

const KEYS = ['timestamp', 'sender', 'response', 'content'] as const

const WORDS: readonly unknown[] = ['error', 'info', 'history', 'message']

/** Nothing else works without these. */
export const firstChecks = checks(NONE, [
  {
    id: 'ktn-2.2',
    title: 'writes the four keys of a response',
    hint: 'Send a JSON object with the keys timestamp, sender, response and content, all four each time.',
    async run(clients) {
      const { wire } = await clients.asked('help')
      await wire.expect('an object with timestamp, sender, response and content', ({ text }) => {
        const fields = fieldsOf(text)
        const missing = KEYS.filter((key) => fields?.has(key) !== true)
        if (fields === undefined) return { why: 'it is no JSON object' }
        return flawUnless(missing.length === 0, `there is no ${missing.join(' and no ')}`)
      })
    },
  },
  {
    id: 'ktn-2.2b',
    title: 'writes a known word under response',
    hint: 'The response is error, info, history or message; a list of names is an info, a text from somebody a message.',
    needs: ['ktn-2.2'],
    async run(clients) {
      for (const word of ['help', 'names']) {
        const { wire } = await clients.asked(word)
        await wire.expect('error, info, history or message under response', ({ text }) =>
          flawUnless(WORDS.includes(fieldsOf(text)?.get('response')), 'it is another word'),
        )
      }
    },
  },
  {
    id: 'ktn-3.9',
    title: 'answers help before the login',
    hint: 'Answer help with an info, whether or not the client has logged in.',
    steps: [ASK_HELP, GETS_HELP],
  },
])

export const fieldChecks = checks(RESPONSES, [
  {
    id: 'ktn-3.9a',
    title: 'names every request in the help',
    hint: 'Put login, logout, msg, names and help into the text of the help.',
    needs: HELP,
    async run(clients) {
      await (await clients.connect()).requestHelp((fields) => {
        const text = String(fields.get('content')).toLowerCase()
        const words = ['login', 'logout', 'msg', 'names', 'help']
        const missing = words.filter((word) => !text.includes(word))
        return flawUnless(missing.length === 0, `it does not name ${missing.join(', ')}`)
      })
    },
  },
  {
    id: 'ktn-2.2a',
    title: 'writes the keys in order',
    hint: 'Put the keys in the order timestamp, sender, response, content.',
    needs: HELP,
    async run(clients) {
      await (await clients.connect()).requestHelp((fields) => {
        const order = [...fields.keys()].filter((key) => KEYS.some((one) => one === key))
        return flawUnless(order.join() === KEYS.join(), `the order is ${order.join(', ')}`)
      })
    },
  },
  {
    id: 'ktn-2.2c',
    title: 'writes the timestamp in its format',
    hint: 'Write the time as 2016-03-14T12:34:56, a string with nothing after the seconds.',
    needs: HELP,
    async run(clients) {
      await (await clients.connect()).requestHelp((fields) => {
        const time = fields.get('timestamp')
        const isTime = typeof time === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(time)
        return flawUnless(isTime, 'the timestamp looks otherwise')
      })
    },
  },
  {
    id: 'ktn-2.2d',
    title: 'names the server as the sender of a reply',
    hint: 'The sender of an info or an error is the word server.',
    needs: HELP,
    steps: [ASK_HELP, 'guest< {"sender": "server", "response": "info"}'],
  },
  {
    id: 'ktn-2.2e',
    title: 'writes a string as the content of an info and of an error',
    hint: 'The content of a response is a string, also that of an error.',
    needs: HELP,
    async run(clients) {
      const guest = await clients.connect()
      for (const word of ['help', 'names']) {
        await guest.request(word)
        await guest.expectAnswer(word, ({ text }) =>
          flawUnless(typeof fieldsOf(text)?.get('content') === 'string', 'content is no string'),
        )
      }
    },
  },
  {
    id: 'ktn-1.3b',
    title: 'writes no white space between keys and values',
    hint: 'In Python: json.dumps(response, separators=(",", ":")).',
    needs: HELP,
    async run(clients) {
      await (await clients.connect()).requestHelp((_fields, { text }) =>
        flawUnless(!/\s/.test(withoutStrings(text)), 'there is white space in it'),
      )
    },
  },
  {
    id: 'ktn-2.1b',
    title: 'ignores an unknown key',
    hint: 'Look only at request and content, and leave other keys alone.',
    needs: HELP,
    steps: ['guest> {"request": "help", "version": 2, "content": null, "to": ["all"]}', GETS_HELP],
  },
  {
    id: 'ktn-2.1c',
    title: 'ignores the content of a request that needs none',
    hint: 'Do not look at the content of names, help and logout; in Python, data.get("content").',
    needs: HELP,
    async run(clients) {
      for (const content of ['', ' ', 'None', 'none', 'x']) {
        await (await clients.asked('help', content)).expectHelp()
      }
      const guest = await clients.connect()
      await guest.says('{"request": "help"}')
      await guest.expectHelp()
    },
  },
  {
    id: 'ktn-2.1a',
    title: 'reads keys in any order and spacing',
    hint: 'Read the object with a JSON parser, and take its values by their keys.',
    needs: LOGIN,
    async run(clients) {
      const guest = await clients.connect()
      await guest.says(`{  "content"\t:"${clients.word()}" ,"request":   "login"  }`)
      await guest.expectLogin()
    },
  },
  {
    id: 'ktn-2.1d',
    title: 'reads keys and words in capitals',
    hint: 'Compare keys and requests without regard to upper and lower case.',
    needs: HELP,
    scope: 'extension',
    steps: ['guest> {"REQUEST": "HELP", "Content": null}', GETS_HELP],
  },
  {
    id: 'ktn-2.1e',
    title: 'reads the other spellings that clients use',
    hint: 'Take the key response for request, message for msg, users and name for names.',
    needs: LOGIN,
    scope: 'extension',
    async run(clients) {
      const [guest, bob] = [await clients.connect(), await clients.user()]
      const [name, word] = [clients.word(), clients.word()]
      await guest.says(`{"response": "login", "content": "${name}"}`)
      await guest.expectLogin()
      for (const request of ['users', 'name']) {
        await guest.request(request)
        await guest.expectList([name, bob.name])
      }
      await guest.request('message', `@${bob.name} ${word}`)
      await bob.expectMessage(word)
    },
  },
])
