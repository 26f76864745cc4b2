import { Buffer } from 'node:buffer'
import { RecordingLine } from '@parley/conformance'
import { NEED_MORE, type ServerSession } from '@parley/contract'
import { dialect } from '../index.ts'
import { MOST_DELAYED } from './delayed.ts'

const MINUTE = 60_000

/** A peer of the unreliable server: says datagrams, and has what it is sent. */
class DatagramPeer {
  readonly line: RecordingLine
  readonly session: ServerSession<unknown>
  readonly #splitter
  #seen = 0

  constructor(answers: ConstructorParameters<typeof RecordingLine>[0] = [], seed = 1) {
    this.line = new RecordingLine(answers)
    const options = { unreliable: true, unreliableSeed: seed }
    const side = dialect.datagrams?.(dialect.options.parse(options))
    if (side === undefined) throw new Error('there is no unreliable server')
    this.session = side.serve(this.line)
    this.#splitter = side.splitter()
  }

  /** What is written because of the datagram. */
  say(datagram: string): readonly string[] {
    this.#splitter.push(Buffer.from(datagram))
    const frame = this.#splitter.next(4096)
    if (frame === NEED_MORE) throw new Error('no frame')
    this.session.take(frame)
    return this.heard()
  }

  /** What was written since it was last asked for. */
  heard(): readonly string[] {
    const writes = this.line.writes.slice(this.#seen)
    this.#seen += writes.length
    return writes.map((write) => Buffer.from(write).toString('latin1'))
  }

  hear(text: string): readonly string[] {
    this.session.hear({ kind: 'direct', id: 1, time: 0, from: 'bob', to: 'ann', text })
    return this.heard()
  }

  wakeAt(time: number): readonly string[] {
    this.line.now = time
    this.session.wake?.(time)
    return this.heard()
  }
}

const welcome = { ok: true, value: { name: 'ann' } }

function user(seed = 1, name = 'ann'): DatagramPeer {
  const peer = new DatagramPeer(
    ({ kind }) => (kind === 'list' ? { ok: true, value: [] } : { ...welcome }),
    seed,
  )
  expect(peer.say(`HELLO-FROM ${name}\n`)).toEqual([`HELLO ${name}\n`])
  return peer
}

test.each(['LIST\n', 'GET DROP\n', 'RESET\n', 'nonsense\n', 'no line end'])(
  'a stranger who says %j gets no answer, and is forgotten (7.2)',
  (datagram) => {
    const peer = new DatagramPeer()
    expect(peer.say(datagram)).toEqual([])
    expect(peer.line.closes).toEqual(['peer-ended'])
  },
)

test('a login that is refused is answered, and the peer is forgotten (7.2)', () => {
  const taken = new DatagramPeer([{ ok: false, error: 'name-taken' }])
  expect(taken.say('HELLO-FROM ann\n')).toEqual(['IN-USE\n'])
  expect(taken.line.closes).toEqual(['peer-ended'])
  const bad = new DatagramPeer()
  expect(bad.say('HELLO-FROM a,b\n')).toEqual(['BAD-RQST-BODY\n'])
  expect(bad.line.closes).toEqual(['peer-ended'])
})

test('a user has the commands of TCP, and settings (7.3, 7.4)', () => {
  const ann = user()
  expect(ann.say('GET DROP\n')).toEqual(['VALUE DROP 0.000000\n'])
  expect(ann.say('SET DROP 0.5\n')).toEqual(['SET-OK\n'])
  expect(ann.say('GET DROP\n')).toEqual(['VALUE DROP 0.500000\n'])
  expect(ann.say('SET BURST-LEN 2 4\n')).toEqual(['SET-OK\n'])
  expect(ann.say('GET BURST-LEN\n')).toEqual(['VALUE BURST-LEN 2 4\n'])
  expect(ann.say('RESET\n')).toEqual(['SET-OK\n'])
  expect(ann.say('GET DROP\n')).toEqual(['VALUE DROP 0.000000\n'])
  expect(ann.say('GET BURST-LEN\n')).toEqual(['VALUE BURST-LEN 3 3\n'])
  expect(ann.say('SET DROP 2\n')).toEqual(['BAD-RQST-BODY\n'])
  expect(ann.say('HELLO-FROM ann\n')).toEqual(['BAD-RQST-HDR\n'])
  expect(ann.say('LIST')).toEqual(['BAD-RQST-BODY\n'])
  expect(ann.hear('hi')).toEqual(['DELIVERY bob hi\n'])
  expect(ann.line.closes).toEqual([])
})

test('DROP 1 loses all but SET-OK and VALUE (7.5)', () => {
  const ann = user()
  ann.say('SET DROP 1\n')
  expect(ann.say('LIST\n')).toEqual([])
  expect(ann.say('nonsense\n')).toEqual([])
  expect(ann.hear('hi')).toEqual([])
  expect(ann.say('GET DROP\n')).toEqual(['VALUE DROP 1.000000\n'])
  expect(ann.say('RESET\n')).toEqual(['SET-OK\n'])
  expect(ann.hear('hi')).toEqual(['DELIVERY bob hi\n'])
})

test('the same seed and name harm the same messages in the same way (7.5)', () => {
  const series = (seed: number, name: string) => {
    const peer = user(seed, name)
    peer.say('SET DROP 0.3\n')
    peer.say('SET FLIP 0.02\n')
    return Array.from({ length: 20 }, () => peer.hear('hello there'))
  }
  expect(series(1, 'ann')).toEqual(series(1, 'ann'))
  expect(series(1, 'ann')).not.toEqual(series(2, 'ann'))
  expect(series(1, 'ann')).not.toEqual(series(1, 'carl'))
})

test('a delayed message comes when its time has come, behind later ones (7.5)', () => {
  const ann = user()
  const { now } = ann.line
  ann.say('SET DELAY 1\n')
  ann.say('SET DELAY-LEN 2 2\n')
  expect(ann.hear('first')).toEqual([])
  expect(ann.line.wakes.at(-1)).toBe(now + 2000)
  ann.line.now = now + 500
  ann.hear('second')
  ann.say('RESET\n')
  expect(ann.hear('third')).toEqual(['DELIVERY bob third\n'])
  expect(ann.wakeAt(now + 2000)).toEqual(['DELIVERY bob first\n'])
  expect(ann.line.wakes.at(-1)).toBe(now + 2500)
  expect(ann.wakeAt(now + 2500)).toEqual(['DELIVERY bob second\n'])
})

test('of delayed messages no more wait than the bound allows; the others go at once', () => {
  const ann = user()
  ann.say('SET DELAY 1\n')
  const sent = Array.from({ length: MOST_DELAYED + 2 }, (_, at) => ann.hear(`${at}`)).flat()
  expect(sent).toEqual([`DELIVERY bob ${MOST_DELAYED}\n`, `DELIVERY bob ${MOST_DELAYED + 1}\n`])
})

test('a user who is silent for five minutes is logged out, and no sooner (7.3)', () => {
  const ann = user()
  const { now } = ann.line
  expect(ann.line.wakes).toEqual([now + 5 * MINUTE])
  ann.line.now = now + MINUTE
  ann.say('LIST\n')
  ann.wakeAt(now + 5 * MINUTE)
  expect(ann.line.closes).toEqual([])
  expect(ann.line.wakes.at(-1)).toBe(now + 6 * MINUTE)
  ann.hear('to the one who is silent')
  expect(ann.wakeAt(now + 6 * MINUTE)).toEqual([])
  expect(ann.line.closes).toEqual(['idle'])
})
