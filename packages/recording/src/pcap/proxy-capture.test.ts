import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import { type Annotate, serverDialect } from '@parley/contract'
import { LineSplitter } from '@parley/framing'
import { ProxyCapture } from './proxy-capture.ts'

/** All of a line but its end is a password. */
const annotate: Annotate = (frame) => {
  const to = Buffer.from(frame).toString('latin1').trimEnd().length
  return [{ from: 0, to, role: 'secret' }]
}

const lines = serverDialect({
  name: 'lines',
  defaultPort: 7000,
  shape: 'one line a message',
  splitter: () => new LineSplitter(),
  serve: () => ({ take: () => {}, hear: () => {} }),
})

const client = { address: '192.0.2.7', port: 50_001 }
const server = { address: '192.0.2.1', port: 7000 }

function captured(keepSecrets: boolean, write = (_: Uint8Array) => {}) {
  const written: Uint8Array[] = []
  const errors: unknown[] = []
  const sink = {
    write: (bytes: Uint8Array) => {
      write(bytes)
      written.push(bytes)
    },
  }
  const capture = new ProxyCapture(sink, {
    ...{ application: '', keepSecrets, options: lines.options.parse({}) },
    dialect: { ...lines, annotate },
    failed: (error) => errors.push(error),
  })
  capture.opened(1, client, server)
  capture.passed(1, 'in', Buffer.from('fal'))
  capture.passed(1, 'in', Buffer.from('con\n'))
  capture.passed(1, 'out', Buffer.from('welcome\n'))
  capture.ended(1, 'client')
  capture.closed(1, 'ended')
  return { written, errors }
}

/** Of each block behind the file's beginning: the TCP flags of its packets, and what they carry. */
function packetsOf(blocks: readonly Uint8Array[]): readonly string[] {
  const all = Buffer.concat(blocks)
  const packets: string[] = []
  for (let at = 0; at < all.length; at += all.readUInt32LE(at + 4)) {
    const packet = all.subarray(at + 28, at + 28 + all.readUInt32LE(at + 20))
    const header = 20 + (packet.readUInt8(32) >> 4) * 4
    packets.push(`${packet.readUInt8(33)} ${packet.subarray(header)}`)
  }
  return packets
}

test.each([
  [false, ['***', '***\n']],
  [true, ['fal', 'con\n']],
])('what goes through a proxy is packets; with passwords: %s', (keepSecrets, [first, second]) => {
  const { written, errors } = captured(keepSecrets)
  expect(packetsOf(written.slice(1))).toEqual([
    ...['2 ', '18 ', '16 '],
    ...[`24 ${first}`, '16 ', `24 ${second}`, '16 ', '24 welcome\n', '16 '],
    ...['17 ', '16 ', '17 ', '16 '],
  ])
  expect(errors).toEqual([])
})

test('a capture that cannot be written ends once', () => {
  let room = 2
  const { written, errors } = captured(false, () => {
    if (room-- <= 0) throw new Error('full')
  })
  expect([written.length, errors.map(String)]).toEqual([2, ['Error: full']])
})
