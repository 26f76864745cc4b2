import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import { seeded } from '@parley/framing'
import { GatewayCapture } from '@parley/recording'
import { discoverFullDialects } from '../../packages/parley/src/discover.ts'
import { TestGateway } from '../../packages/parley/src/testing/test-gateway.ts'
import { dissectorsOf } from '../../packages/parley/src/wireshark-command.ts'
import { type CapturedPacket, capture, fileOf } from './captures.ts'
import { complete, differences, endOf } from './differences.ts'
import { conversationsOf } from './expected-messages.ts'
import { messageArguments, messagesIn, tshark } from './tshark.ts'
import { begunAmid, duplicated, randomCut, reordered } from './variants.ts'

function troubleWithTshark(): string | undefined {
  try {
    execFileSync('tshark', ['--version'], { stdio: 'ignore' })
    return undefined
  } catch (error) {
    return String(error)
  }
}

jest.setTimeout(60_000)

const trouble = troubleWithTshark()
const dialects = await discoverFullDialects()
const folder = mkdtempSync(join(tmpdir(), 'dissectors-'))
const lua = join(folder, 'parley.lua')

beforeAll(async () => {
  writeFileSync(lua, await dissectorsOf(dialects))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** tshark on a capture; it must not complain. */
async function shown(packets: readonly CapturedPacket[], ...args: string[]): Promise<string> {
  const path = join(folder, 'a.pcapng')
  writeFileSync(path, fileOf(packets))
  const { stdout, stderr, status } = await tshark(lua, path, args)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

/** Every fixture of every dialect. */
async function allConversations() {
  const all = []
  for (const dialect of dialects) all.push(...(await conversationsOf(dialect)))
  return all
}

;(trouble === undefined ? describe : describe.skip)(
  `the dissectors in tshark${trouble === undefined ? '' : ` (skipped: ${trouble})`}`,
  () => {
    test('show the messages and fields of every fixture, whole, cut, twice and out of order', async () => {
      const conversations = await allConversations()
      const random = seeded(1)
      const whole = capture(conversations, (bytes) => [bytes])
      const cut = capture(conversations, randomCut(random), conversations.length)
      const disturbed = reordered(duplicated(cut, random), random)
      const packets = [...whole, ...disturbed]
      const pdml = await shown(packets, ...messageArguments(dialects))
      const twice = [...conversations, ...conversations]
      expect(differences(twice, messagesIn(pdml, packets), () => complete)).toEqual([])
    })

    test('find the next message where a capture begins amid one', async () => {
      const conversations = await allConversations()
      const random = seeded(2)
      const { packets, missing } = begunAmid(capture(conversations, randomCut(random)), random)
      const pdml = await shown(packets, ...messageArguments(dialects))
      const found = messagesIn(pdml, packets)
      const none = { client: 0, server: 0 }
      const judge = (index: number) => endOf(missing[index] ?? none)
      expect(differences(conversations, found, judge)).toEqual([])
      const expected = conversations.flatMap(({ client, server }, index) => {
        const { client: asked, server: told } = missing[index] ?? none
        return [
          client.starts.filter((start) => start >= asked),
          server.starts.filter((start) => start >= told),
        ]
      })
      const all = [...found.values()].flat().length
      expect(all / expected.flat().length).toBeGreaterThan(0.9)
    })

    test('pass over the rest of a message of many lines, though one looks like another message', async () => {
      const conversations = (await allConversations()).filter(
        ({ name }) => name === 'llp strict.txt',
      )
      const packets = capture(conversations, (bytes) => {
        const at = bytes.indexOf('> OK - yes\n')
        return at < 0 ? [bytes] : [bytes.subarray(0, at), bytes.subarray(at)]
      })
      const rest = packets.slice(packets.findIndex(({ block }) => block.includes('> OK - yes\n')))
      const pdml = await shown(rest, ...messageArguments(dialects))
      const messages = messagesIn(pdml, rest).get('0 server')
      expect(messages?.map(({ length }) => length)).toEqual(
        conversations[0]?.server.messages
          .slice(-(messages?.length ?? 0))
          .map(({ length }) => length),
      )
    })

    test('show the fields of every dialect while a gateway runs, on any port', async () => {
      const gateway = await TestGateway.open()
      // tshark reads a pipe; what Node opens for a child is a socket.
      const command = ['cat | exec tshark -n -l -r - -V -X "lua_script:$0"', lua]
      const program = spawn('sh', ['-c', ...command], { stdio: ['pipe', 'pipe', 'ignore'] })
      let seen = ''
      program.stdout.setEncoding('utf8').on('data', (text: string) => {
        seen += text
      })
      const failed = (error: unknown) => {
        throw error
      }
      const settings = { application: 'test', keepSecrets: false, failed }
      const capture = new GatewayCapture(gateway.gateway, program.stdin, settings)
      for (const [index, dialect] of dialects.entries()) {
        const name = `live${index}`
        await gateway.user(dialect, name)
        while (!seen.includes(`Name: ${name}\n`)) await once(program.stdout, 'data')
        expect(seen).toContain(`Parley ${dialect.name}, client: `)
      }
      capture.stop()
      program.stdin.end()
      await gateway.close()
    })

    test('and Wireshark itself find nothing wrong with a clean capture but what is malformed', async () => {
      const conversations = await allConversations()
      const packets = capture(conversations, (bytes) => [bytes])
      const wrong = 'tcp.analysis.flags || ip.checksum.status == 0 || tcp.checksum.status == 0'
      const columns = ['-T', 'fields', '-e', 'frame.number', '-e', '_ws.expert.message']
      expect(await shown(packets, '-Y', `${wrong} || _ws.lua.error`, ...columns)).toBe('')
      const faulty = await shown(
        packets,
        '-Y',
        'parley.malformed',
        '-T',
        'fields',
        '-e',
        'tcp.stream',
      )
      const streams = new Set(faulty.trim().split('\n').map(Number))
      const names = [...streams].map((stream) => conversations[stream]?.name)
      const broken = conversations.filter(({ client, server }) => client.broken || server.broken)
      expect(broken.length).toBeGreaterThan(0)
      expect(names).toEqual(expect.arrayContaining(broken.map(({ name }) => name)))
      expect(names).not.toContain('ghostr login.txt')
    })
  },
)
