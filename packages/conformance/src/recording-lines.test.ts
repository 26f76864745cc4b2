import type { Dialect } from '@parley/contract'
import { RecordingClientLine, RecordingLine } from './index.ts'
import { ToySession, toy } from './testing/toy.ts'
import { START } from './transcript.ts'

const options = toy.options.parse({})
const welcome = { ok: true, value: { name: 'alice' } }

test('a script answers in turn, and everything is kept in order', () => {
  const line = new RecordingLine([welcome, { ok: false, error: 'store-failed' }])
  const session = line.serve(toy, options)
  session.greet?.()
  for (const request of ['IN alice', 'WHO', 'OUT']) session.take(request)
  expect(line.deeds).toEqual([
    { did: 'write', frame: 'HI\n' },
    { did: 'ask', command: { kind: 'login', name: 'alice', cap: 0 } },
    { did: 'write', frame: 'OK\n' },
    { did: 'ask', command: { kind: 'list' } },
    { did: 'write', frame: 'NO store-failed\n' },
    { did: 'write', frame: 'OK\n' },
    { did: 'close', reason: 'logout' },
  ])
  expect(line.writes).toEqual(['HI\n', 'OK\n', 'NO store-failed\n', 'OK\n'])
  expect(line.asks.map(({ kind }) => kind)).toEqual(['login', 'list'])
  expect(line.closes).toEqual(['logout'])
  expect(line.wakes).toEqual([])
})

test('a function is asked each time', () => {
  const line = new RecordingLine(({ kind }) => (kind === 'login' ? welcome : undefined))
  const session = line.serve(toy, options)
  session.take('IN alice')
  session.take('WHO')
  expect(line.writes).toEqual(['OK\n'])
  line.answer({ ok: true, value: [] })
  expect(line.writes).toEqual(['OK\n', 'OK \n'])
})

test('without answers each is given by hand, the oldest ask first', () => {
  const line = new RecordingLine()
  const session = line.serve(toy, options)
  session.take('IN alice')
  expect(line.writes).toEqual([])
  line.answer(welcome)
  expect(line.writes).toEqual(['OK\n'])
  expect(() => line.answer(welcome)).toThrow('every ask has been answered')
})

test('an answer that the contract does not have is a mistake of the test', () => {
  const session = new RecordingLine([{ ok: true, value: null }]).serve(toy, options)
  expect(() => session.take('IN alice')).toThrow('no answer to login: {"ok":true,"value":null}')
})

test('places for calls are given at once, or by hand', () => {
  const bob = { name: 'bob', via: 'vu', peer: { address: '10.0.0.2', port: 40_002 }, since: START }
  const line = new RecordingLine([welcome, { ok: true, value: bob }, { ok: true, value: bob }])
  const session = line.serve(toy, options)
  session.take('IN alice')
  session.take('CALL bob')
  line.places = 'by-hand'
  session.take('CALL bob')
  expect(line.writes).toEqual(['OK\n', 'OK 127.0.0.1 50001\n'])
  expect(line.deeds.at(-1)).toEqual({ did: 'standIn', names: ['bob'] })
  line.answer([null])
  expect(line.writes.at(-1)).toBe('NO room\n')
})

test('what is no list of ports is a mistake of the test', () => {
  const line = new RecordingLine()
  line.places = 'by-hand'
  line.standIn(['bob'], () => {})
  expect(() => line.answer(50_001)).toThrow('no ports: 50001')
})

test('a session that seals does so at the moment of writing', () => {
  const sealing: Dialect<Parameters<ToySession['take']>[0], unknown, typeof options> = {
    ...toy,
    serve: (line, given) =>
      new (class extends ToySession {
        seal(frame: string): string {
          return `${line.now - START}:${frame}`
        }
      })(line, given),
  }
  const line = new RecordingLine()
  const session = line.serve(sealing, options)
  session.greet?.()
  line.now += 50
  session.greet?.()
  line.write(Uint8Array.of(1))
  expect(line.writes).toEqual(['0:HI\n', '50:HI\n', Uint8Array.of(1)])
})

test('a client’s line keeps everything', () => {
  const line = new RecordingClientLine()
  const session = toy.client.open(line, options)
  session.begin()
  expect(session.ask({ kind: 'login', name: 'alice', cap: 0 })).toBe(true)
  session.take('HI')
  session.take('OK')
  line.wakeAt(5)
  line.close()
  expect(line.writes).toEqual(['IN alice\n'])
  expect(line.reports).toEqual([{ kind: 'ready' }, { kind: 'done', command: 'login' }])
  expect([line.wakes, line.closes, line.now]).toEqual([[5], 1, START])
})
