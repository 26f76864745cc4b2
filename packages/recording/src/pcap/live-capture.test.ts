import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import type { DirectMessage, Event } from '@parley/contract'
import type { ConnectionInfo, Observation } from '@parley/server'
import { type CapturedListener, LiveCapture } from './live-capture.ts'

function at(id: number, dialect: string): ConnectionInfo {
  const peer = { address: '192.0.2.7', port: 50_000 + id }
  return {
    id,
    listener: dialect,
    dialect,
    peer,
    local: { address: '192.0.2.1', port: 1 },
    since: 0,
  }
}
const bob = at(1, 'vu')
const olivia = at(2, 'llp')
const message: DirectMessage = {
  kind: 'direct',
  id: 42,
  time: 0,
  from: 'bob',
  to: 'olivia',
  text: 'hi',
}

/** The listener `udp` is over UDP; nobody has passwords. */
function listenerOf(name: string): CapturedListener {
  return { transport: name === 'udp' ? 'udp' : 'tcp', secretMask: () => undefined }
}

/** The kind, the connection, and the comment of all that was seen. */
function commented(observations: readonly Observation[]) {
  let now = 0
  const capture = new LiveCapture(() => ++now, listenerOf)
  for (const one of observations) capture.see(one)
  return capture.settle().map(({ kind, flow, comment }) => [kind, flow.id, comment])
}

const read: Observation = { kind: 'bytes-in', at: bob, bytes: Buffer.from('SEND olivia hi\n') }
const told: readonly Observation[] = [
  { kind: 'event', at: olivia, event: message, message: 42 },
  { kind: 'written', at: olivia, frame: '> hi\n', message: 42, told: [] },
]
const answer = {
  kind: 'answer',
  at: bob,
  command: { kind: 'send' },
  answer: { ok: true, value: message },
  message: 42,
} as const

test('the read and all writes of a message say who wrote it to whom, in which dialects', () => {
  const acknowledged = {
    kind: 'written',
    at: bob,
    frame: 'SEND-OK\n',
    message: 42,
    told: [],
  } as const
  const out: readonly Observation[] = [
    { kind: 'bytes-out', at: olivia, data: '> hi\n' },
    { kind: 'bytes-out', at: bob, data: 'SEND-OK\n' },
  ]
  const note = 'message 42: vu bob → llp olivia'
  expect(commented([read, ...told, answer, acknowledged, ...out])).toEqual([
    ['bytes', 1, note],
    ['bytes', 2, note],
    ['bytes', 1, note],
  ])
})

test('a message to somebody who is offline names them without a dialect', () => {
  expect(commented([read, answer])).toEqual([['bytes', 1, 'message 42: vu bob → olivia']])
})

test('a public message is to everyone', () => {
  const event: Event = { kind: 'public', id: 7, number: 1, time: 0, from: 'bob', text: 'hi' }
  const value = { message: event, reached: 1, blocked: 0 }
  const posted = {
    ...answer,
    command: { kind: 'broadcast' },
    answer: { ok: true, value },
    message: 7,
  } as const
  const heard: Observation = { kind: 'event', at: olivia, event, message: 7 }
  expect(commented([read, heard, posted])).toEqual([['bytes', 1, 'message 7: vu bob → everyone']])
})

test('a write that holds several frames is about all of their messages, and a cut frame about its own twice', () => {
  const frames: readonly Observation[] = [
    ...told,
    { kind: 'written', at: olivia, frame: 'plain', message: undefined, told: [] },
  ]
  const out = (data: string): Observation => ({ kind: 'bytes-out', at: olivia, data })
  const note = 'message 42: bob → llp olivia'
  expect(commented([...frames, out('> h'), out('i\npl'), out('ain')])).toEqual([
    ['bytes', 2, note],
    ['bytes', 2, note],
    ['bytes', 2, undefined],
  ])
})

test('what is closed says why', () => {
  const seen: readonly Observation[] = [
    { kind: 'opened', at: bob },
    { kind: 'closed', at: bob, reason: 'malformed' },
  ]
  expect(commented(seen)).toEqual([
    ['open', 1, undefined],
    ['close', 1, 'malformed'],
  ])
})

test('over UDP reads and writes are datagrams, and nothing opens or closes', () => {
  const ann = at(3, 'udp')
  const capture = new LiveCapture(() => 5, listenerOf)
  const seen: readonly Observation[] = [
    { kind: 'opened', at: ann },
    { kind: 'bytes-in', at: ann, bytes: Buffer.from('LIST\n') },
    { kind: 'bytes-out', at: ann, data: 'LIST-OK ann\n' },
    { kind: 'closed', at: ann, reason: 'idle' },
  ]
  for (const one of seen) capture.see(one)
  expect(capture.waitingBytes).toBe(17)
  const flow = { id: 3, client: ann.peer, server: ann.local }
  const datagram = { kind: 'datagram', time: 5, flow, comment: undefined }
  expect(capture.settle()).toEqual([
    { ...datagram, from: 'client', bytes: Uint8Array.from(Buffer.from('LIST\n')) },
    { ...datagram, from: 'server', bytes: Uint8Array.from(Buffer.from('LIST-OK ann\n')) },
  ])
})

test('reads are copied, and later reads are not about the message of an earlier turn', () => {
  const capture = new LiveCapture(() => 5, listenerOf)
  const bytes = Buffer.from('LIST\n')
  capture.see({ kind: 'bytes-in', at: bob, bytes })
  expect(capture.waitingBytes).toBe(5)
  bytes.fill(0)
  const [event] = capture.settle()
  expect(event).toEqual({
    ...{ kind: 'bytes', time: 5, from: 'client', comment: undefined },
    flow: { id: 1, client: bob.peer, server: bob.local },
    bytes: Uint8Array.from(Buffer.from('LIST\n')),
  })
  capture.see(answer)
  expect(capture.settle()).toEqual([])
  expect(capture.waitingBytes).toBe(0)
})
