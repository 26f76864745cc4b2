import { Buffer } from 'node:buffer'
import { checks, LOGIN } from './test-client.ts'

const BAD_BYTES = Buffer.concat([
  Buffer.from('{"request": "msg", "content": "'),
  Buffer.of(0x63, 0xff, 0xe9),
  Buffer.from('"}'),
])

const MALFORMED = '{"response": "error", "content": "Malformed request"}'

export const errorChecks = checks(LOGIN, [
  {
    id: 'ktn-3.10',
    title: 'refuses requests before the login',
    hint: 'Until a login has succeeded answer everything but login and help with an error.',
    async run(clients) {
      const requests = [
        ['names', null],
        ['msg', clients.word()],
        ['logout', null],
      ] as const
      for (const [word, content] of requests) {
        const guest = await clients.connect()
        await guest.request(word, content)
        await guest.hears('{"response": "error"}')
      }
    },
  },
  {
    id: 'ktn-3.10.after-logout',
    title: 'refuses requests after a logout',
    hint: 'At a logout forget that the connection has logged in.',
    needs: ['ktn-3.10', 'ktn-3.7'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.request('logout')
      await ann.wire.rest()
      await ann.request('names')
      const more = await ann.wire.rest()
      const list = more.find(({ text }) => text.includes(bob.name))
      if (list !== undefined) clients.stage.fail('the list came', undefined, list.bytes)
    },
  },
  {
    id: 'ktn-3.8',
    title: 'refuses an unknown request',
    hint: 'If the request is none of those that you know, answer with an error.',
    steps: ['ann> {"request": "dance", "content": null}', 'ann< {"response": "error"}'],
  },
  {
    id: 'ktn-3.8.case',
    title: 'refuses a request in capitals',
    hint: 'Compare the request letter by letter: LOGIN is not login.',
    needs: ['ktn-3.10'],
    scope: 'original',
    steps: ['guest> {"request": "LOGIN", "content": "{name}"}', 'guest< {"response": "error"}'],
  },
  {
    id: 'ktn-3.8a',
    title: 'refuses an object that is no request',
    hint: 'If the key request is missing, or the content of msg is no string, answer Malformed request.',
    steps: [
      'ann> {"content": "hello"}',
      `ann< ${MALFORMED}`,
      'ann> {"request": "msg", "content": ["a"]}',
      `ann< ${MALFORMED}`,
    ],
  },
  {
    id: 'ktn-3.8a.json',
    title: 'refuses invalid JSON and bytes that are not UTF-8',
    hint: 'Catch the error that decoding or parsing gives, answer Malformed request, and go on.',
    needs: ['ktn-3.8a'],
    async run(clients) {
      const ann = await clients.user()
      for (const object of ['{"request" "names"}', BAD_BYTES]) {
        await ann.says(object)
        await ann.hears(MALFORMED)
      }
    },
  },
  {
    id: 'ktn-3.8b',
    title: 'keeps the connection open after a refused request',
    hint: 'Answer with an error and read the next request: the connection stays open.',
    needs: ['ktn-3.7', 'ktn-3.8'],
    async run(clients) {
      const ann = await clients.user()
      await ann.request('dance')
      await ann.hears('{"response": "error"}', 'ktn-3.8')
      await ann.requestList([ann.name])
    },
  },
  {
    id: 'ktn-3.8b.malformed',
    title: 'keeps the connection open after a malformed object',
    hint: 'A missing key or bad JSON must not end the thread that reads: catch it and go on.',
    needs: ['ktn-3.7', 'ktn-3.8a'],
    async run(clients) {
      const ann = await clients.user()
      await ann.says('{"request": 7}')
      await ann.hears('{"response": "error"}', 'ktn-3.8a')
      await ann.requestList([ann.name])
    },
  },
  {
    id: 'ktn-3.11',
    title: 'refuses a msg without text',
    hint: 'Remove the spaces at the end of the text; if nothing is left, answer with an error.',
    steps: [
      'ann> {"request": "msg", "content": ""}',
      'ann< {"response": "error"}',
      'ann> {"request": "msg", "content": "   "}',
      'ann< {"response": "error"}',
    ],
  },
  {
    id: 'ktn-3.12',
    title: 'answers each request',
    hint: 'Some clients wait for an answer before they go on: answer everything, be it with an error.',
    async run(clients) {
      const ann = await clients.user()
      const requests = [
        ['help', 'all'],
        ['block', clients.word()],
        ['logout', null],
      ] as const
      for (const [word, content] of requests) {
        await ann.request(word, content)
        await ann.expectAnswer(word)
      }
    },
  },
  {
    id: 'ktn-3.12.half-close',
    title: 'answers after the client closed its sending half',
    hint: 'When a read ends with nothing, the client may still listen: send what is left, then close.',
    async run(clients) {
      const guest = await clients.connect()
      await guest.request('help')
      guest.wire.end()
      await guest.expectAnswer('help')
    },
  },
])
