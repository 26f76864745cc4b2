import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { dialectNamed } from '../target.ts'
import { PipedChat } from '../testing/piped-chat.ts'
import { dialects } from '../testing/test-gateway.ts'

let server: Server
const sockets = new Set<Socket>()

/** A server that does this to whoever comes; gives its port. */
async function serverThat(act: (socket: Socket) => void): Promise<number> {
  server = createServer((socket) => {
    socket.on('error', () => {})
    sockets.add(socket)
    act(socket)
  })
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

afterEach(() => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  server.close()
})

const MEBIBYTE = 1024 * 1024

/** What a peer might send that speaks something else. */
const noise = Buffer.from('\0\xff<html>\r\n{"a":[\x80\x04.;;: \u001b[2J\n'.repeat(50), 'latin1')

describe.each(dialects.map((one) => [one.name, one] as const))('a %s client', (_name, dialect) => {
  test.each([
    ['', (chat: PipedChat) => chat],
    [', also to a script that says nothing', (chat: PipedChat) => chat.end()],
  ])('says clearly that nobody is there%s', async (_when, then) => {
    const port = await serverThat(() => {})
    server.close()
    await once(server, 'close')
    const chat = then(new PipedChat(dialect, port))
    expect(await chat.ended).toBe(1)
    expect(chat.failures).toBe(`Nobody listens at 127.0.0.1:${port}\n`)
    expect(chat.shown).toBe('')
  })

  test.each([
    ['closes at once', (socket: Socket) => socket.end()],
    ['resets', (socket: Socket) => socket.resetAndDestroy()],
    ['talks nonsense and closes', (socket: Socket) => socket.end(noise)],
  ])('whose server %s ends with a message', async (_what, act) => {
    const chat = new PipedChat(dialect, await serverThat((socket) => void act(socket)))
    expect(await chat.ended).toBe(1)
    expect(chat.shown + chat.failures).not.toMatch(/Error:|\.ts:|undefined|\[object|\u001b/)
    expect(chat.failures.trim()).not.toBe('')
  })

  test('that is sent 64 MiB without an end keeps little of it', async () => {
    const before = process.memoryUsage().rss
    const flood = Buffer.alloc(MEBIBYTE, 'x')
    let sent = 0
    const port = await serverThat((socket) => {
      const pour = () => {
        while (sent < 64 && !socket.destroyed) {
          sent += 1
          if (!socket.write(flood)) return
        }
        socket.end()
      }
      socket.on('drain', pour)
      pour()
    })
    const chat = new PipedChat(dialect, port).type('bob', 'secret')
    expect(await chat.ended).toBe(1)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEBIBYTE)
  })

  test('leaves at the end of its input, whatever the server does not say', async () => {
    const chat = new PipedChat(dialect, await serverThat((socket) => socket.resume())).end()
    expect(await chat.ended).toBe(0)
  })
})

test('a known word counts though the server closes before the line ends', async () => {
  const answers = ['IN-USE', 'HELLO al\n']
  const port = await serverThat((socket) => {
    const answer = answers.shift() ?? ''
    socket.once('data', () => (answer.endsWith('\n') ? socket.write(answer) : socket.end(answer)))
  })
  const chat = new PipedChat(dialectNamed(dialects, 'vu'), port).type('bob', 'al').end()
  expect(await chat.ended).toBe(0)
  expect(chat.shown).toBe(
    [
      'Welcome to Chat Client. Enter your login: ',
      'Cannot log in as bob. That username is already in use.\n',
      'Welcome to Chat Client. Enter your login: ',
      'Successfully logged in as al!\n',
    ].join(''),
  )
  expect(chat.failures).toBe('')
})
