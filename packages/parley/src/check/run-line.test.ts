import { execFileSync } from 'node:child_process'
import yargs from 'yargs'
import { parserConfiguration } from '../command-line.ts'
import { checkCommands } from './check-command.ts'
import { runLine } from './run-line.ts'

/** What the command line reads in these words, after `parley`. */
async function readFrom(words: readonly string[]): Promise<object> {
  let read: object = {}
  const keep = async (flags: object) => {
    read = flags
    return 0
  }
  await yargs([...words])
    .parserConfiguration(parserConfiguration)
    .command('check', '', (args) =>
      checkCommands(args, words, () => {}, { server: keep, client: keep }),
    )
    .strict()
    .fail(false)
    .parseAsync()
  return read
}

/** The words that a shell makes of a line. */
function wordsOf(line: string): readonly string[] {
  const args = ['-c', `printf '%s\\0' ${line}`]
  return execFileSync('bash', args, { encoding: 'utf8' }).split('\0').slice(0, -1)
}

const again = { only: 'vu-3.7.spaces', replay: '7-cut3' }

test.each([
  ['server', ['[::1]:5378', '--timeout', '7.5', '--extensions', '--wait', '0'], []],
  ['server', ['127.0.0.1:5378', '--option', 'a=1', '--option', "b=it's", '--strict'], []],
  [
    'server',
    [
      '--build',
      'make -j 2',
      '--cwd',
      'my server',
      '--env',
      'A= x ',
      '--env',
      'B={port}',
      '--fresh',
    ],
    ['python3', '-c', 'import srv\nsrv.run("$HOME")\n', '{port}', '--', '-v', '007', '1e3', '*'],
  ],
  ['server', ['--cwd=-odd', '--build=--x'], ['./a.out', '']],
  ['client', ['--driver', 'a b.yaml', '--pty', '--credentials', '=x'], ['node', 'c.js', '{host}']],
  ['client', ['--host', '::1', '--port', '5378'], ['java', '-jar', 'C.jar']],
] as const)(
  'the line that checks a %s again with %j says the same',
  async (side, said, command) => {
    const behind = command.length === 0 ? [] : ['--', ...command]
    const flags = await readFrom(['check', side, 'vu', ...said, ...behind])
    const place = 'place' in flags && typeof flags.place === 'string' ? flags.place : undefined
    const line = runLine('parley', { side, dialect: 'vu', place, flags, command }, again)
    expect(line).not.toMatch(/[^\P{Cc}]/u)
    const [program, ...words] = wordsOf(line)
    expect(program).toBe('parley')
    expect(await readFrom(words)).toEqual({ ...flags, only: [again.only], replay: again.replay })
  },
)

test('the line for a client that is started by hand has no command', async () => {
  const line = runLine('npx parley', { side: 'client', dialect: 'vu', isAttached: true }, again)
  expect(line).toBe('npx parley check client vu --only vu-3.7.spaces --replay 7-cut3 --attach')
  expect(await readFrom(wordsOf(line).slice(2))).toMatchObject({
    attach: true,
    ...{ replay: '7-cut3' },
  })
})
