import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isFullDialect } from '../../packages/contract/src/index.ts'
import { memoryPorts } from '../../packages/engine/src/index.ts'
import { discoverFullDialects } from '../../packages/parley/src/discover.ts'
import { Gateway } from '../../packages/server/src/index.ts'
import { Peer } from '../../packages/server/src/testing/peer.ts'
import { dialect } from './template/src/index.ts'
import { faultOf, writeDialect } from './write.ts'

const MOST_LINES = 160
const MOST_FILES = 4

describe('what is written', () => {
  let packages: string

  beforeEach(async () => {
    packages = await mkdtemp(join(tmpdir(), 'parley-dialect-'))
  })

  afterEach(async () => {
    await rm(packages, { recursive: true })
  })

  test('is at most 160 lines in at most 4 files, with its own name and port', async () => {
    const files = await writeDialect(packages, 'ring-ring', '7123')
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
    const lines = texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0)
    expect(files.length).toBeLessThanOrEqual(MOST_FILES)
    expect(lines).toBeLessThanOrEqual(MOST_LINES)
    expect(texts.join('')).not.toMatch(/example|7000/i)
    const source = await readFile(join(packages, 'dialect-ring-ring/src/index.ts'), 'utf8')
    expect(source).toContain('class RingRingSession')
    expect(source).toContain("name: 'ring-ring',\n  defaultPort: 7123,")
    const description = await readFile(join(packages, 'dialect-ring-ring/package.json'), 'utf8')
    expect(JSON.parse(description)).toMatchObject({ name: '@parley/dialect-ring-ring' })
  })

  test('is never written over a dialect that is there', async () => {
    await writeDialect(packages, 'ring', '7123')
    await expect(writeDialect(packages, 'ring', '7124')).rejects.toThrow('there is a dialect ring')
  })
})

test.each([
  ['Ring', '7123', 'small letters'],
  ['ring--ring', '7123', 'small letters'],
  ['../x', '7123', 'small letters'],
  ['ring', '0', 'a port from 1 to 65535'],
  ['ring', '65536', 'a port from 1 to 65535'],
  ['ring', '7e3', 'a port from 1 to 65535'],
  ['ring', '5378', 'port 5378 is that of vu'],
])('%s on port %s is refused', (name, port, words) => {
  expect(faultOf(name, port, [], new Map([[5378, 'vu']]))).toContain(words)
})

describe('the dialect that is written, beside the others', () => {
  const gateway = new Gateway(memoryPorts(), () => {})
  const peers: Peer[] = []

  async function on(port: number): Promise<Peer> {
    const peer = new Peer(port)
    peers.push(peer)
    return peer
  }

  afterAll(async () => {
    for (const peer of peers) peer.socket.destroy()
    await gateway.drain(0)
  })

  test('is in one conversation with vu, llp and ktn', async () => {
    const known = await discoverFullDialects()
    const ports = new Map<string, number>()
    const three = known.filter(({ name }) => ['vu', 'llp', 'ktn'].includes(name))
    for (const one of [...three, dialect]) {
      const { port } = await gateway.listen(one, { host: '127.0.0.1', port: 0 })
      ports.set(one.name, port)
    }
    expect([...ports.keys()].sort()).toEqual(['example', 'ktn', 'llp', 'vu'])
    const ann = await on(ports.get('example') ?? 0)
    await ann.send('WHO\n').expect('ERROR not-logged-in\n')
    await ann.send('NAME ann\n').expect('OK\n')

    const bob = await on(ports.get('vu') ?? 0)
    await bob.send('HELLO-FROM bob\n').expect('HELLO bob\n')
    const olivia = await on(ports.get('llp') ?? 0)
    await olivia.expect('Supported commands')
    await olivia.send('LOGIN olivia\n').expect('> OK - Hello olivia\n')
    const kari = await on(ports.get('ktn') ?? 0)
    await kari.send('{"request": "login", "content": "kari"}').expect('Login successful')
    await ann.expect('JOINED bob\nJOINED olivia\nJOINED kari\n')

    await ann.send('SAY hello, all\n').expect('OK\n')
    await bob.expect('DELIVERY ann hello, all\n')
    await olivia.expect('> INBOUND MESSAGE - SENDER: ann\n> RECIPIENT: everyone\n> hello, all\n')
    await kari.expect('"sender":"ann","response":"message","content":"hello, all"}')

    await bob.send('SEND ann psst\n').expect('SEND-OK\n')
    await ann.expect('bob (private): psst\n')
    await olivia.send('MESSAGE ann\n').expect('end with XOXOXO\n')
    await olivia.send('two\nlines\nXOXOXO\n').expect('Message Delivered\n')
    await ann.expect('olivia (private): two\nolivia (private): lines\n')
    await ann.send('TELL nobody hi\nTELL bob hi\nNONSENSE\n')
    await ann.expect('ERROR unknown-user\nOK\nERROR unknown-command\n')
    await bob.expect('DELIVERY ann hi\n')
    await ann.send('WHO\n').expect('ONLINE ann bob olivia kari\n')

    kari.socket.end()
    await ann.expect('LEFT kari\n')
    ann.socket.end('SAY bye\n')
    await bob.expect('DELIVERY ann bye\n')
    expect(await ann.end()).toBe('OK\n')
  })

  test('is no full dialect, and has one option', () => {
    expect(isFullDialect(dialect)).toBe(false)
    expect(dialect.options.parse({})).toEqual({ strict: false })
    expect(dialect.options.parse({ strict: true })).toEqual({ strict: true })
    expect(() => dialect.options.parse({ pace: 1 })).toThrow('there is no option "pace"')
    for (const input of [undefined, null, 'strict', 1, []]) {
      expect(() => dialect.options.parse(input)).toThrow('options: expected an object')
    }
    expect(() => dialect.options.parse({ strict: 'yes' })).toThrow('strict: expected true or false')
  })
})
