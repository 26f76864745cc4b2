import { Buffer } from 'node:buffer'
import { flawUnless } from '../objects.ts'
import { NEEDS_LOGIN, type ServerCheck, type TestClient, TestClients } from './test-client.ts'

/** An unknown request. */
const UNKNOWN = 'dance'

const BAD_BYTES = Buffer.concat([
  Buffer.from('{"request": "msg", "content": "'),
  Buffer.of(0x63, 0xff, 0xe9),
  Buffer.from('"}'),
])

/** Expects that the client is still served. */
async function goesOn(client: TestClient): Promise<void> {
  await client.requestList([client.name])
}

export const errorChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.10',
    title: 'refuses requests before the login',
    hint: 'Until a login has succeeded answer everything but login and help with an error.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const requests = [
        ['names', null],
        ['msg', clients.word()],
        ['logout', null],
      ] as const
      for (const [word, content] of requests) {
        const client = await clients.connect()
        await client.request(word, content)
        await client.expectError('nobody is logged in')
      }
    },
  },
  {
    rule: 'ktn-3.10',
    variant: 'after-logout',
    title: 'refuses requests after a logout',
    hint: 'At a logout forget that the connection has logged in.',
    needs: [...NEEDS_LOGIN, 'ktn-3.10', 'ktn-3.5', 'ktn-3.5d'],
    async run(stage) {
      const client = await new TestClients(stage).user()
      await client.request('logout')
      await client.expectInfo(
        'Logout successful',
        (text) => text === 'Logout successful',
        undefined,
        'ktn-3.5',
      )
      await client.request('names')
      await client.expectError('nobody is logged in')
    },
  },
  {
    rule: 'ktn-3.8',
    title: 'refuses an unknown request',
    hint: 'If the request is none of those that you know, answer with an error.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const client = await new TestClients(stage).user()
      await client.request(UNKNOWN)
      await client.expectError(`there is no ${UNKNOWN}`)
    },
  },
  {
    rule: 'ktn-3.8',
    variant: 'case',
    title: 'refuses a request in capitals',
    hint: 'Compare the request letter by letter: LOGIN is not login.',
    needs: [...NEEDS_LOGIN, 'ktn-3.10'],
    scope: 'original',
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.connect()
      await client.request('LOGIN', clients.word())
      await client.expectError('there is no LOGIN')
    },
  },
  {
    rule: 'ktn-3.8a',
    title: 'refuses an object that is no request',
    hint: 'If the key request is missing, or the content of msg is no string, answer Malformed request.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const client = await new TestClients(stage).user()
      for (const object of ['{"content": "hello"}', '{"request": "msg", "content": ["a"]}']) {
        await client.write(object)
        await client.expectError('Malformed request', (fields) =>
          flawUnless(fields.get('content') === 'Malformed request', 'it says something else'),
        )
      }
    },
  },
  {
    rule: 'ktn-3.8a',
    variant: 'json',
    title: 'refuses invalid JSON and bytes that are not UTF-8',
    hint: 'Catch the error that decoding or parsing gives, answer Malformed request, and go on.',
    needs: [...NEEDS_LOGIN, 'ktn-3.8a'],
    async run(stage) {
      const client = await new TestClients(stage).user()
      for (const object of ['{"request" "names"}', BAD_BYTES]) {
        await client.write(object)
        await client.expectError('Malformed request', (fields) =>
          flawUnless(fields.get('content') === 'Malformed request', 'it says something else'),
        )
      }
    },
  },
  {
    rule: 'ktn-3.8b',
    title: 'keeps the connection open after a refused request',
    hint: 'Answer with an error and read the next request: the connection stays open.',
    needs: [...NEEDS_LOGIN, 'ktn-3.7', 'ktn-3.8'],
    async run(stage) {
      const client = await new TestClients(stage).user()
      await client.request(UNKNOWN)
      await client.expectError(`there is no ${UNKNOWN}`, undefined, 'ktn-3.8')
      await goesOn(client)
    },
  },
  {
    rule: 'ktn-3.8b',
    variant: 'malformed',
    title: 'keeps the connection open after a malformed object',
    hint: 'A missing key or bad JSON must not end the thread that reads: catch it and go on.',
    needs: [...NEEDS_LOGIN, 'ktn-3.7', 'ktn-3.8a'],
    async run(stage) {
      const client = await new TestClients(stage).user()
      await client.write('{"request": 7}')
      await client.expectError('Malformed request', undefined, 'ktn-3.8a')
      await goesOn(client)
    },
  },
  {
    rule: 'ktn-3.11',
    title: 'refuses a msg without text',
    hint: 'Remove the spaces at the end of the text; if nothing is left, answer with an error.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const client = await new TestClients(stage).user()
      for (const text of ['', '   ']) {
        await client.request('msg', text)
        await client.expectError('there is no text')
      }
    },
  },
  {
    rule: 'ktn-3.12',
    title: 'answers each request',
    hint: 'Some clients wait for an answer before they go on: answer everything, be it with an error.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.user()
      const requests = [
        ['help', 'all'],
        ['block', clients.word()],
        ['logout', null],
      ] as const
      for (const [word, content] of requests) {
        await client.request(word, content)
        await client.wire.find(
          `an answer to ${word}`,
          ({ kind }) => kind === 'info' || kind === 'error',
        )
      }
    },
  },
  {
    rule: 'ktn-3.12',
    variant: 'half-close',
    title: 'answers after the client closed its sending half',
    hint: 'When a read ends with nothing, the client may still listen: send what is left, then close.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const client = await new TestClients(stage).connect()
      await client.request('help')
      client.wire.end()
      await client.wire.find('an answer to help', ({ kind }) => kind === 'info' || kind === 'error')
    },
  },
]
