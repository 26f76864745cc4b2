import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Peer } from '../../packages/server/src/testing/peer.ts'
import { ScratchWorkspace } from './scratch-workspace.ts'

/** One run of a tool takes a few seconds, several times that on a busy machine. */
const TIMEOUT = 120_000

const source = ['--conditions=@parley/source', '--import', 'tsx']
const folder = 'packages/dialect-ring'

let workspace: ScratchWorkspace

beforeAll(async () => {
  workspace = new ScratchWorkspace()
  const written = await workspace.run(
    'node',
    ...source,
    'scripts/new-dialect/main.ts',
    'ring',
    '7123',
  )
  expect(written).toMatchObject({ status: 0 })
  workspace.link('dialect-ring')
  const types = join(workspace.folder, folder, 'tsconfig.test.json')
  writeFileSync(types, '{ "extends": "../../tsconfig.test.json", "include": ["src/**/*.ts"] }\n')
}, TIMEOUT)

afterAll(() => workspace.remove())

/** Those of `npm run check:static`; where a tool can be given one package, it is given the new one. */
test.each([
  ['types', 'tsc', '-p', `${folder}/tsconfig.test.json`],
  ['lint', 'biome', 'check', folder],
  ['boundaries', 'depcruise', folder, '--config', '.dependency-cruiser.cjs'],
  ['unused', 'knip', '--workspace', folder],
  ['names', 'node', '--import', 'tsx', 'scripts/retired-names/main.ts'],
])(
  'a new dialect passes the static check: %s',
  async (_, program, ...words) => {
    const { status, output } = await workspace.run(program, ...words)
    expect(status === 0 ? '' : output).toBe('')
  },
  TIMEOUT,
)

test(
  'a new dialect that imports the engine is found, wherever the import stands',
  async () => {
    const path = join(workspace.folder, folder, 'src/wrong.ts')
    const lines = [
      'const one = { one: 1 } as const',
      "import '@parley/engine'",
      'export { one }',
      '',
    ]
    writeFileSync(path, lines.join('\n'))
    const words = [folder, '--config', '.dependency-cruiser.cjs']
    const { status, output } = await workspace.run('depcruise', ...words)
    rmSync(path)
    expect(output).toContain(
      `dialect-imports: ${folder}/src/wrong.ts → packages/engine/src/index.ts`,
    )
    expect(status).toBe(1)
  },
  TIMEOUT,
)

test(
  'a new dialect changes no other file but what npm run docs writes',
  async () => {
    expect(workspace.changedOutside(folder)).toEqual([])
    const made = await workspace.run('node', ...source, 'scripts/docs/main.ts')
    expect(made).toEqual({ status: 0, output: '' })
    const changed = ['README.md', 'docs/fidelity.md', 'docs/limits.md']
    expect(workspace.changedOutside(folder)).toEqual(changed)
    const readme = readFileSync(join(workspace.folder, 'README.md'), 'utf8')
    expect(readme).toContain('\nlistening ring 127.0.0.1:7123\n')
    expect(readme).toContain('\n| `ring` | 7123 | `SAY hello, ')
    expect(readme).toContain(`| [dialect-ring](${folder}/src/index.ts) |\n`)
  },
  TIMEOUT,
)

test(
  'a new dialect is found by the gateway, and in one conversation with the others',
  async () => {
    const listeners = ['ring', 'vu', 'llp', 'ktn'].flatMap((name) => ['--listen', `${name}=0`])
    const words = [
      'packages/parley/src/main.ts',
      'serve',
      '--data',
      'memory',
      '--web',
      'off',
      ...listeners,
    ]
    const output = await workspace.start('ready\n', ...source, ...words)
    const on = (name: string) => {
      return new Peer(Number(new RegExp(`listening ${name} \\S+:(\\d+)`).exec(output)?.[1]))
    }
    const [ann, bob, olivia, kari] = [on('ring'), on('vu'), on('llp'), on('ktn')]
    await ann.send('NAME ann\n').expect('OK\n')
    await bob.send('HELLO-FROM bob\n').expect('HELLO bob\n')
    await olivia.expect('Supported commands')
    await olivia.send('LOGIN olivia\n').expect('> OK - Hello olivia\n')
    await kari.send('{"request": "login", "content": "kari"}').expect('Login successful')
    await ann.expect('JOINED bob\nJOINED olivia\nJOINED kari\n')

    await ann.send('SAY hello\n').expect('OK\n')
    await bob.expect('DELIVERY ann hello\n')
    await olivia.expect(
      '> INBOUND MESSAGE - SENDER: ann\n> RECIPIENT: everyone\n> hello\n> XOXOXO\n',
    )
    await kari.expect('"sender":"ann","response":"message","content":"hello"}')

    await bob.send('SEND ann psst\n').expect('SEND-OK\n')
    await ann.expect('bob (private): psst\n')
    await olivia.send('MESSAGE ann\n').expect('end with XOXOXO\n')
    await olivia.send('two\nlines\nXOXOXO\n').expect('Message Delivered\n')
    await ann.expect('olivia (private): two\nolivia (private): lines\n')
    await kari.send('{"request": "msg", "content": "hi"}')
    await ann.expect('kari: hi\n')
    for (const { socket } of [ann, bob, olivia, kari]) socket.destroy()
  },
  TIMEOUT,
)
