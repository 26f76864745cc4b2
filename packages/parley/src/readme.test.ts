import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jest } from '@jest/globals'
import { formatAddress } from '@parley/contract'
import { discoverDialects } from './discover.ts'
import { settingsFromFile } from './settings-sources.ts'
import { run } from './testing/program.ts'
import { python } from './testing/python.ts'
import { TestGateway } from './testing/test-gateway.ts'
import { WEB_PLACE } from './web.ts'

jest.setTimeout(60_000)

const root = fileURLToPath(new URL('../../../', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const reference = readFileSync(join(root, 'docs/cli.md'), 'utf8')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The fenced block with this info string. */
function block(info: string, page = readme): string {
  const found = page.split(`\n\`\`\`${info}\n`)[1]?.split('\n```')[0]
  if (found === undefined) throw new Error(`the page has no block "${info}"`)
  return found
}

const timeless = (text: string) => text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g, 'TIME')

async function outputOf(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (bytes) => {
    output += String(bytes)
  })
  await once(child, 'close')
  return output
}

test('the demo begins as the page shows, which leaves out its end', async () => {
  const words = String(scripts.demo).split(' ').slice(1)
  const shown = block('text demo').split('\n')
  expect(shown.at(-1)).toBe('…')
  const said = timeless(await outputOf(process.execPath, words)).split('\n')
  expect(said.slice(0, shown.length - 1)).toEqual(shown.slice(0, -1).map(timeless))
  // The last message of the conversation, and a newline behind it.
  expect(said.slice(-2)).toEqual([expect.stringContaining('"content":"thank you!"}'), ''])
})

test('the picture of the page is a PNG, 1280 pixels wide, of at most 200 KB', () => {
  const picture = readFileSync(join(root, 'docs/page.png'))
  expect(picture.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
  expect(picture.readUInt32BE(16)).toBe(1280)
  expect(picture.length).toBeLessThanOrEqual(200_000)
})

test('the demo ends quietly where nobody reads on', async () => {
  const [, ...words] = String(scripts.demo).split(' ')
  const demo = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  demo.stderr.on('data', (bytes) => {
    errors += String(bytes)
  })
  await once(demo.stdout, 'data')
  demo.stdout.destroy()
  const [status] = await once(demo, 'close')
  expect({ status, errors }).toEqual({ status: 0, errors: '' })
})

test('npm start opens the ports that the page shows', async () => {
  const { dialects } = await discoverDialects()
  const lines = dialects.map(
    (one) => `listening ${one.name} ${formatAddress('127.0.0.1', one.defaultPort)}`,
  )
  expect(block('text start').split('\n')).toEqual([
    ...lines,
    `listening web http://${formatAddress(WEB_PLACE.host, WEB_PLACE.port)}/#k=…`,
    'ready',
  ])
  expect(scripts.start).toBe('parley serve')
})

/** A line client as telnet and nc are: what is typed goes out, what comes is kept. */
async function terminal(port: number) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let seen = ''
  socket.on('data', (bytes) => {
    seen += String(bytes)
  })
  return {
    type: (line: string) => socket.write(`${line}\n`),
    sees: async (text: string) => {
      while (!seen.includes(text)) await once(socket, 'data')
      seen = seen.slice(seen.indexOf(text) + text.length)
    },
    leave: () => socket.destroy(),
  }
}

test('what the two terminals of the page type is what they say it is', async () => {
  const host = await TestGateway.open()
  const rows = (readme.split('$ telnet 127.0.0.1 8888')[1]?.split('```')[0] ?? '')
    .split('\n')
    .slice(1)
  const left = await terminal(host.port('llp'))
  const right = await terminal(host.port('vu'))
  await left.sees('Welcome')
  for (const row of rows) {
    const typed = { left: row.slice(0, 34).trim(), right: row.slice(34).trim() }
    if (typed.left !== '') left.type(typed.left)
    if (typed.left.startsWith('LOGIN')) await left.sees('Hello olivia')
    if (typed.right !== '') right.type(typed.right)
    if (typed.right.startsWith('HELLO')) await right.sees('HELLO bob\n')
    if (typed.right.startsWith('SEND')) await left.sees('> hello\n')
  }
  await right.sees('DELIVERY olivia hello yourself\n')
  left.leave()
  right.leave()
  await host.close()
})

;(python === undefined ? test.skip : test)(
  'the Python client of the page talks (needs python3)',
  async () => {
    const host = await TestGateway.open({ paced: true })
    const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'client.py')
    writeFileSync(path, block('python client').replace('9998', String(host.port('ktn'))))
    expect(await outputOf(python ?? '', [path])).toBe('Login successful\nhi all\n')
    await host.close()
  },
)

;(python === undefined ? test.skip : test)(
  'the Python client with a password talks (needs python3)',
  async () => {
    const host = await TestGateway.open({ paced: true })
    const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'client.py')
    writeFileSync(
      path,
      block('python account', reference).replace('3331', String(host.port('ghostr'))),
    )
    expect(await outputOf(python ?? '', [path])).toBe('SUCCESS\nUSER_NOT_EXIST\n')
    await host.close()
  },
)

test('the file of the page is a file of settings', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'parley.yaml')
  writeFileSync(path, block('yaml config', reference))
  const { settings } = await settingsFromFile(path, '--config')
  expect(settings).toMatchObject({ option: { vu: { maxUsers: 16 } } })
})

test.each([
  ['README.md', readme, root],
  ['docs/cli.md', reference, join(root, 'docs')],
])('every script and link of %s exists', (_, page, folder) => {
  const named = [...page.matchAll(/npm run ([a-z0-9:-]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
  const links = [...page.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path)
  expect(links.filter((path) => !existsSync(join(folder, path)))).toEqual([])
})

test('every flag of the gateway is in docs/cli.md', async () => {
  const { stdout } = await run('serve', '--help')
  const flags = [...stdout.matchAll(/^ +(--[a-z-]+)/gm)].map(([, flag = '']) => flag)
  const own = flags.filter((flag) => flag !== '--help' && flag !== '--version')
  expect(
    own.filter((flag) => !reference.includes(`\`${flag} `) && !reference.includes(`\`${flag}\``)),
  ).toEqual([])
})
