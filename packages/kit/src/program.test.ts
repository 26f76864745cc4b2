import { once } from 'node:events'
import { createServer, type Server, Socket } from 'node:net'
import { commandProgram } from './program.ts'

let server: Server
let place: { host: string; port: number }

beforeEach(async () => {
  server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  place = { host: '127.0.0.1', port }
})

afterEach(() => server.close())

/** A command that starts another one, which connects to the server and stays, and ends at once. */
function starter(options: string): readonly string[] {
  const other = "require('node:net').connect(process.argv[2], process.argv[1]).resume()"
  const program = `
    const { spawn } = require('node:child_process')
    const words = ['-e', ${JSON.stringify(other)}, ...process.argv.slice(1)]
    spawn(process.execPath, words, ${options}).unref()
  `
  return [process.execPath, '-e', program, '{host}', '{port}']
}

async function started(words: readonly string[], ended: () => void = () => {}) {
  const program = commandProgram(words, { pty: false })(place, { shown: () => {}, ended })
  const [socket]: unknown[] = await once(server, 'connection')
  if (!(socket instanceof Socket)) throw new Error('no socket')
  socket.on('error', () => {})
  socket.resume()
  return { program, socket }
}

test('what a command has started ends with it, also where it has ended before', async () => {
  let over = () => {}
  const ended = new Promise<void>((resolve) => {
    over = resolve
  })
  const { program, socket } = await started(starter("{ stdio: 'ignore' }"), over)
  await ended
  const closed = once(socket, 'close')
  await program.kill()
  await closed
})

test('what has left the group and holds the output open is not waited for', async () => {
  const { program, socket } = await started(starter("{ detached: true, stdio: 'inherit' }"))
  await program.kill()
  socket.destroy()
})
