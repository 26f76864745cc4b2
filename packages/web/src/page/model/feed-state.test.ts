import { expect, test } from '@jest/globals'
import type { FeedEvent, ServerMessage } from '../../protocol.ts'
import { FeedState } from './feed-state.ts'
import { answersTo, formsOf } from './forms.ts'

/** A state with connections 1 (vu), 2 (ktn), 3 and 4 (llp), and a way to tell it what happens. */
function watching() {
  const state = new FeedState()
  const hello: ServerMessage = {
    ...{ kind: 'hello', version: '1', sequence: 0, oldest: 1, addresses: [], dialects: [] },
    ...{ connections: [], former: [], kept: { times: [], bytes: 0 } },
  }
  let sequence = 0
  state.take(hello)
  const tell = (connection: number, ...events: FeedEvent[]) => {
    const records = events.map((event) => {
      sequence += 1
      return { ...event, sequence, time: sequence, connection }
    })
    state.take({ kind: 'records', records })
  }
  for (const [index, dialect] of ['vu', 'ktn', 'llp', 'llp'].entries()) {
    const [address, port] = ['127.0.0.1', 1000 + index]
    tell(
      index + 1,
      { kind: 'opened', dialect, address, port },
      { kind: 'named', name: `u${index + 1}` },
    )
  }
  return { state, tell, hello }
}

const bytes = (text: string) => ({ bytes: btoa(text), parts: [] })

test('a message has its sender’s frames, and one form for all who got the same bytes', () => {
  const { state, tell } = watching()
  tell(
    1,
    { kind: 'read', bytes: btoa('SEND * hi\n') },
    { kind: 'frame-in', ...bytes('SEND * hi\n'), message: 7 },
  )
  tell(2, { kind: 'frame-out', ...bytes('{"hi"}'), message: 7 })
  tell(3, { kind: 'frame-out', ...bytes('> hi\n'), message: 7 })
  tell(4, { kind: 'frame-out', ...bytes('> hi\n'), message: 7 })
  tell(1, { kind: 'command', name: 'broadcast', message: 7, ok: true })
  tell(1, { kind: 'frame-out', ...bytes('SEND-OK\n'), message: 7 })
  tell(1, { kind: 'frame-out', ...bytes('DELIVERY server later\n') })
  const [message] = state.messages
  expect(state.messages).toHaveLength(1)
  expect(message).toMatchObject({
    id: 7,
    command: 'broadcast',
    from: { name: 'u1', dialect: 'vu' },
  })
  expect(message?.said.map((frame) => atob(frame.bytes))).toEqual(['SEND * hi\n'])
  if (message === undefined) throw new Error('no message')
  expect(answersTo(message).map((frame) => atob(frame.bytes))).toEqual(['SEND-OK\n'])
  const forms = formsOf(message)
  expect(
    forms.map(({ dialect, recipients }) => [dialect, recipients.map(({ name }) => name)]),
  ).toEqual([
    ['ktn', ['u2']],
    ['llp', ['u3', 'u4']],
  ])
})

test('what the sender gets of its own message is an answer', () => {
  const { state, tell } = watching()
  tell(1, { kind: 'frame-out', ...bytes('SEND-OK\n'), message: 7 })
  tell(2, { kind: 'frame-out', ...bytes('{"hi"}'), message: 7 })
  tell(1, { kind: 'frame-in', ...bytes('SEND u2 hi\n'), message: 7 })
  const [message] = state.messages
  if (message === undefined) throw new Error('no message')
  expect(answersTo(message).map((frame) => atob(frame.bytes))).toEqual(['SEND-OK\n'])
  expect(formsOf(message).map(({ dialect }) => dialect)).toEqual(['ktn'])
})

test('a message that took several frames has all of them, and none of the command before', () => {
  const { state, tell } = watching()
  tell(3, { kind: 'frame-in', ...bytes('WHO\n') }, { kind: 'command', name: 'list', ok: true })
  for (const line of ['MESSAGE u1\n', 'hi\n']) tell(3, { kind: 'frame-in', ...bytes(line) })
  tell(3, { kind: 'frame-in', ...bytes('XOXOXO\n') }, { kind: 'command', name: 'send', message: 1 })
  expect(state.messages[0]?.said.map((frame) => atob(frame.bytes))).toEqual([
    'MESSAGE u1\n',
    'hi\n',
    'XOXOXO\n',
  ])
})

test('records that were taken already are not taken again', () => {
  const { state, hello } = watching()
  const record = { sequence: 9, time: 9, connection: 2, kind: 'named', name: 'new' } as const
  const records: ServerMessage = { kind: 'records', records: [record] }
  state.take(records)
  state.take({ ...hello, sequence: 12, oldest: 11, connections: [] })
  state.take(records)
  expect([state.sequence, state.connections]).toEqual([9, []])
})

test('a gateway that was started again begins anew', () => {
  const { state, tell, hello } = watching()
  tell(1, { kind: 'frame-in', ...bytes('SEND * hi\n'), message: 1 })
  const connection = { id: 1, dialect: 'ktn', address: '10.0.0.1', port: 1, since: 5, name: 'kari' }
  state.take({ ...hello, sequence: 2, connections: [connection] })
  expect([state.messages, state.sequence]).toEqual([[], 0])
  expect(state.connections).toMatchObject([{ connection: 1, name: 'kari', dialect: 'ktn' }])
})

test('who left is kept with the reason, and what is missing is counted', () => {
  const { state, tell } = watching()
  tell(2, { kind: 'closed', reason: 'idle' })
  state.take({ kind: 'gap', count: 12 })
  expect(state.gone).toMatchObject([{ name: 'u2', closed: { reason: 'idle' } }])
  expect([state.connections.length, state.missing]).toEqual([3, 12])
})

test('messages are bounded', () => {
  const { state, tell } = watching()
  const many = Array.from({ length: 120_001 }, (_, index) => {
    return { kind: 'frame-out', ...bytes('x'), message: index + 1 } as const
  })
  for (const one of many) tell(1, one)
  expect([state.messages.length, state.dropped, state.messages[0]?.id]).toEqual([
    110_001, 10_000, 10_001,
  ])
})

test('who came and went before the page looked is not listed, whatever became of the record of their end', () => {
  const state = new FeedState()
  const place = { dialect: 'vu', address: '127.0.0.1', port: 1000 } as const
  state.take({
    ...{ kind: 'hello', version: '1', sequence: 6, oldest: 1, addresses: [], dialects: [] },
    connections: [{ id: 2, ...place, since: 3, name: 'bob' }],
    ...{ former: [], kept: { times: [], bytes: 0 } },
  })
  const records = [
    { sequence: 1, time: 1, connection: 1, kind: 'opened', ...place },
    { sequence: 2, time: 2, connection: 1, kind: 'named', name: 'ann' },
    { sequence: 3, time: 3, connection: 2, kind: 'opened', ...place },
    { sequence: 4, time: 4, connection: 2, kind: 'named', name: 'bob' },
  ] as const
  state.take({ kind: 'records', records: [...records] })
  expect(state.connections.map(({ name }) => name)).toEqual(['bob'])
  const later = [
    { sequence: 7, time: 7, connection: 3, kind: 'opened', ...place },
    { sequence: 8, time: 8, connection: 3, kind: 'named', name: 'carl' },
  ] as const
  state.take({ kind: 'records', records: [...later] })
  expect(state.connections.map(({ name }) => name)).toEqual(['bob', 'carl'])
})

test('it is behind until it has what was kept when it came, or knows it to be missing', () => {
  const state = new FeedState()
  const hello = {
    ...{ version: '1', addresses: [], dialects: [], connections: [], former: [] },
    kept: { times: [], bytes: 0 },
  }
  state.take({ kind: 'hello', ...hello, sequence: 10, oldest: 5 })
  expect([state.isBehind, state.percent]).toEqual([true, 0])
  state.take({ kind: 'gap', count: 4 })
  expect([state.sequence, state.percent]).toEqual([4, 40])
  const record = { time: 1, connection: 1, kind: 'named', name: 'ann' } as const
  state.take({ kind: 'records', records: [{ ...record, sequence: 9 }] })
  expect([state.isBehind, state.percent]).toEqual([true, 90])
  state.take({ kind: 'gap', count: 1 })
  expect([state.isBehind, state.percent]).toEqual([false, 100])
})

test('a reply to a user who asks is what they got of each message that it tells of, the first time', () => {
  const { state, tell } = watching()
  tell(1, { kind: 'frame-in', ...bytes('SEND u3 hi\n'), message: 7 })
  tell(1, { kind: 'frame-in', ...bytes('SEND * ho\n'), message: 8 })
  tell(3, { kind: 'frame-out', ...bytes('hi, ho'), message: 9, told: [7, 8, 6] })
  tell(3, { kind: 'frame-out', ...bytes('ho again'), told: [8, 9] })
  tell(1, { kind: 'frame-out', ...bytes('ho'), told: [8] })
  const got = state.messages.map((message) => {
    const forms = formsOf(message)
    return [message.id, forms.flatMap(({ frames }) => frames.map((frame) => atob(frame.bytes)))]
  })
  expect(got).toEqual([
    [7, ['hi, ho']],
    [8, ['hi, ho']],
    [9, ['hi, ho']],
  ])
})

test('a message to one that comes in several replies has all of them', () => {
  const { state, tell } = watching()
  tell(1, { kind: 'frame-in', ...bytes('SEND u3 long\n') })
  tell(1, { kind: 'command', name: 'send', message: 7, ok: true })
  for (const part of ['lo', 'n', 'g']) tell(3, { kind: 'frame-out', ...bytes(part), told: [7] })
  const forms = state.messages.flatMap(formsOf)
  expect(forms.map(({ frames }) => frames.map((frame) => atob(frame.bytes)))).toEqual([
    ['lo', 'n', 'g'],
  ])
})

test('what a connection said before it was closed is from its user, whoever looked meanwhile', () => {
  const { state, hello } = watching()
  const place = { dialect: 'vu', address: '127.0.0.1', port: 9, since: 1 }
  state.take({ ...hello, sequence: 30, former: [{ id: 9, ...place, name: 'old' }] })
  const at = { time: 1, connection: 9 }
  const frame = { kind: 'frame-in', ...bytes('SEND * hi\n'), message: 7 } as const
  state.take({ kind: 'records', records: [{ ...at, ...frame, sequence: 20 }] })
  expect(state.messages[0]?.from?.name).toBe('old')
  expect(state.connections.map(({ name }) => name)).not.toContain('old')
})

test('connections of checks are kept apart from those of people', () => {
  const { state, tell } = watching()
  expect(state.hasChecks).toBe(false)
  const opened = { kind: 'opened', dialect: 'vu', address: '127.0.0.1', check: true } as const
  tell(5, { ...opened, port: 2005 })
  tell(6, { ...opened, port: 2006 }, { kind: 'closed', reason: 'peer-ended' })
  expect(state.hasChecks).toBe(true)
  expect(state.connections.map(({ connection }) => connection)).toEqual([1, 2, 3, 4])
  expect(state.checkConnections.map(({ connection }) => connection)).toEqual([5])
  expect([state.gone.length, state.goneChecks.length]).toEqual([0, 1])
})
