import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listeningPorts } from './listening-ports.ts'
import { reach } from './reach.ts'
import type { ServerProgram } from './server-program.ts'
import { closePrograms, echoProgram, program } from './testing/echo-program.ts'

afterAll(closePrograms)

const node = (code: string) => [process.execPath, '-e', code, '{port}']

const listen = `require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1')`

test('a program is waited for, and each start is a new one at a new port', async () => {
  const server = echoProgram('answer()')
  await server.start()
  const first = server.place
  await reach(first)
  expect([server.isFresh, server.end]).toEqual([true, undefined])
  server.use()
  expect(server.isFresh).toBe(false)
  await server.start()
  expect(server.isFresh).toBe(true)
  expect(server.place).not.toEqual(first)
  await expect(reach(first)).rejects.toThrow('ECONNREFUSED')
  await server.close()
  await expect(reach(server.place)).rejects.toThrow('ECONNREFUSED')
})

test('how it ended, and what it printed last', async () => {
  const code = `console.error('Traceback\\n  no such port'); process.exit(3)`
  const server = program(node(code))
  await expect(server.start()).rejects.toMatchObject({
    message: 'the server has ended before it listened: exit status 3',
    output: ['Traceback', '  no such port'],
  })
})

test('a program that is killed by a signal', async () => {
  const server = program(node(`process.kill(process.pid, 'SIGSEGV')`))
  await expect(server.start()).rejects.toThrow(
    'the server has ended before it listened: SIGSEGV (segmentation fault)',
  )
})

/** Why it does not start. */
async function troubleOf(server: ServerProgram): Promise<Error> {
  try {
    await server.start()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('it has started')
}

test('a program that never listens, and one that listens elsewhere', async () => {
  const silent = program(node('setInterval(() => {}, 1000)'), { wait: 100 })
  await expect(silent.start()).rejects.toThrow(
    /^the server does not listen on port \d+ within 0\.1 s$/,
  )
  if (listeningPorts() === undefined) return
  const elsewhere = node(`require('node:net').createServer().listen(0)`)
  for (const seconds of [0.5, 2, 8, 30]) {
    const { message } = await troubleOf(program(elsewhere, { wait: 1000 * seconds }))
    if (seconds < 30 && !message.includes('instead')) continue
    expect(message.replaceAll(/port \d+(, \d+)*/g, 'port N')).toBe(
      `the server does not listen on port N within ${seconds} s; it listens on port N instead`,
    )
    break
  }
})

test('a port that somebody else has is not taken for the program’s', async () => {
  const other = program(node(listen))
  await other.start()
  const server = program(node(listen), { port: other.place.port })
  await expect(server.start()).rejects.toThrow(
    `another program already listens on port ${other.place.port}`,
  )
})

test('what it has started ends with it, also where it does not want to', async () => {
  const child = `process.on('SIGTERM', () => {}); ${listen}`
  const code = `
    process.on('SIGTERM', () => {})
    const child = ['-e', ${JSON.stringify(child)}, process.argv[1]]
    require('node:child_process').spawn(process.execPath, child, { stdio: 'ignore' })
    setInterval(() => {}, 1000)
  `
  const server = program(node(code))
  await server.start()
  const { place } = server
  await server.close()
  await expect(reach(place)).rejects.toThrow('ECONNREFUSED')
})

test('it is started in a copy of its folder, and finds there what was there first', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  writeFileSync(join(folder, 'accounts.txt'), 'hans\n')
  const code = `
    const fs = require('node:fs')
    if (fs.readFileSync('accounts.txt', 'utf8') !== 'hans\\n') process.exit(1)
    fs.writeFileSync('accounts.txt', 'spoilt')
    ${listen}
  `
  const server = program(node(code), { cwd: folder })
  await server.start()
  await server.start()
  await server.close()
  expect(readFileSync(join(folder, 'accounts.txt'), 'utf8')).toBe('hans\n')
  rmSync(folder, { recursive: true })
})

test('a free port that somebody takes before the program does: another one is tried', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const code = `
    const { existsSync, writeFileSync } = require('node:fs')
    const mark = ${JSON.stringify(join(folder, 'tried'))}
    if (!existsSync(mark)) {
      writeFileSync(mark, '')
      throw new Error('listen EADDRINUSE: address already in use')
    }
    ${listen}
  `
  const server = program(node(code))
  await server.start()
  await reach(server.place)
  rmSync(folder, { recursive: true })
})
