import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { jest } from '@jest/globals'
import { dialectNamed } from '../target.ts'
import { PipedChat } from '../testing/piped-chat.ts'
import { dialects, TestGateway } from '../testing/test-gateway.ts'

jest.setTimeout(30_000)

let host: TestGateway | undefined
let server: Server | undefined

afterEach(async () => {
  await host?.close()
  server?.close()
  host = undefined
})

const vu = dialectNamed(dialects, 'vu')

/** What a vu client says whose login a server answers with these bytes, and closes. */
async function chatWith(answer: string): Promise<PipedChat> {
  const listening = createServer((socket: Socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(Buffer.from(answer, 'latin1')))
  })
  server = listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const chat = new PipedChat(vu, port).type('bob')
  expect(await chat.ended).toBe(1)
  chat.failures = chat.failures.replace(`:${port}`, ':PORT')
  return chat
}

test.each(['llp', 'ktn', 'toom'])('somebody on the port of %s is told so', async (name) => {
  host = await TestGateway.open()
  const port = host.port(name)
  const chat = new PipedChat(vu, port).type('bob', '!who')
  expect(await chat.ended).toBe(1)
  expect(chat.failures).toBe(
    `This looks like ${name}, not vu: try parley chat ${name} 127.0.0.1:${port}\n`,
  )
  expect('Welcome to Chat Client. Enter your login: ').toContain(chat.shown)
})

test.each([
  [
    'HTTP',
    'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n',
    '127.0.0.1:PORT is another kind of server',
  ],
  ['TLS', '\x15\x03\x01\x00\x02\x02\x46', 'try with --tls'],
])('so is somebody on a port of %s', async (name, answer, what) => {
  const { failures } = await chatWith(answer)
  expect(failures).toBe(`This looks like ${name}, not vu: ${what}\n`)
})

test('what is not known is read as ever', async () => {
  const { shown, failures } = await chatWith('HALLO bob\n')
  expect(shown).toMatch(/The server said what is not understood: HALLO bob\n$/)
  expect(failures).toBe('The server has closed the connection.\n')
})
