import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jest } from '@jest/globals'
import { Program } from './testing/program.ts'
import { python, pythonFlags } from './testing/python.ts'

jest.setTimeout(120_000)

const scripts = fileURLToPath(new URL('testing/originals/', import.meta.url))

let program: Program | undefined

afterEach(async () => {
  program?.signal('SIGTERM')
  await program?.done
})

/** Runs a script to its end beside the gateway; gives what it says. */
async function play(script: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(python ?? '', [...pythonFlags, join(scripts, script), ...args])
  let output = ''
  child.stdout.on('data', (bytes) => {
    output += String(bytes)
  })
  child.stderr.on('data', (bytes) => {
    output += String(bytes)
  })
  return new Promise((resolve) => child.on('close', () => resolve(output)))
}

;(python === undefined ? describe.skip : describe)(
  'clients that take one read for one message (python3)',
  () => {
    test('ghostr', async () => {
      program = new Program(['serve', '--listen', 'ghostr=0', '--listen', 'vu=0'])
      await program.says('ready')
      const ports = ['ghostr', 'vu'].map((dialect) => String(program?.port(dialect)))
      expect(await play('ghostr.py', ...ports)).toBe(
        [
          'a new user',
          'two wrong passwords, then the right one',
          'presence',
          'locked out',
          'five messages were waiting',
          'messages',
          'everyone',
          'blocks',
          'a private chat with a user of the same dialect',
          'a private chat with a user of another one',
          'gone',
          '',
        ].join('\n'),
      )
    })

    test('toom', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'parley-'))
      const credentials = join(folder, 'credentials.txt')
      writeFileSync(credentials, 'jess 123\nsteve 456\nyoda wise\n')
      const options = ['toom.register=closed', `toom.logs=${folder}`]
      program = new Program([
        ...['serve', '--listen', 'toom=0', '--listen', 'llp=0', '--credentials', credentials],
        ...options.flatMap((option) => ['--option', option]),
      ])
      await program.says('ready')
      const ports = ['toom', 'llp'].map((dialect) => String(program?.port(dialect)))
      expect(await play('toom.py', ...ports, folder)).toBe(
        [
          'protocols 2 to 5',
          'locked out',
          'posting and reading',
          'editing and deleting',
          'messages to one',
          'a file to a user of the same dialect',
          'a file to a user of another one',
          'gone',
          '',
        ].join('\n'),
      )
    })
  },
)
