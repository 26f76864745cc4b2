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

async function shownBy(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  let said = ''
  await new Promise<void>((resolve) => {
    const owner = {
      shown: (text: string) => {
        said += text
      },
      ended: () => resolve(),
    }
    commandProgram(words, { pty: false, env })(place, owner)
  })
  return said
}

const told = (code: string) => [process.execPath, '-e', `process.stdout.write(${code})`]

test('a variable has the place in its value, and nothing is added to the words then', async () => {
  const words = told('process.env.AT + process.argv.length')
  expect(await shownBy(words, { AT: '{host}:{port}/' })).toBe(`127.0.0.1:${place.port}/1`)
})

test('Python prints in UTF-8 as on a terminal, unless a variable says otherwise', async () => {
  const words = told('process.env.PYTHONIOENCODING')
  expect(await shownBy(words, {})).toBe('utf-8')
  expect(await shownBy(words, { PYTHONIOENCODING: 'latin1' })).toBe('latin1')
})
