import type { Buffer } from 'node:buffer'
import type { Command, Dialect, Event } from '@parley/contract'
import { bodies } from '../../packages/conformance/src/hostile-texts.ts'
import { ScriptedEngine } from '../../packages/conformance/src/scripted-engine.ts'
import { ClientHost, ServerHost } from '../../packages/session-host/src/index.ts'
import { type Dice, pieces } from './mutate.ts'

/** One end of a connection that is fed. */
export interface Side {
  readonly ended: boolean
  feed(bytes: Buffer, dice: Dice): void
}

const START = new Date('2016-03-14T12:34:56').getTime()
const texts = bodies(50).filter((text) => text.length < 5000)

function textFor(dice: Dice): string {
  return texts[dice(texts.length)] ?? ''
}

function eventFor(dice: Dice, id: number): Event {
  const text = textFor(dice)
  const message = { kind: 'public', id, time: START, number: id, from: 'bob', text } as const
  switch (dice(6)) {
    case 0:
      return { kind: 'direct', id, time: START, from: 'bob', to: 'alice', text }
    case 1:
      return message
    case 2:
      return { kind: 'edited', time: START, message: { ...message, edited: true } }
    case 3:
      return { kind: 'joined', name: 'bob', via: 'vu', time: START }
    case 4:
      return { kind: 'removed', time: START, number: id, from: 'bob' }
    default:
      return { kind: 'notice', text, time: START }
  }
}

/** A server's session that is fed what clients might send; half of them are logged in. */
export function serverSide(dialect: Dialect, login: readonly Buffer[], dice: Dice): Side {
  const engine = new ScriptedEngine()
  let now = START
  let heard = 0
  let written = 0
  const end = new ServerHost(dialect, dialect.options.parse({}), {
    peer: { address: '127.0.0.1', port: 40_001 },
    address: '127.0.0.1',
    get now() {
      return now
    },
    ask: engine.ask,
    standIn: (names, then) => then(names.map((_, index) => 50_001 + index)),
    write: (frame) => {
      written += frame.length
    },
    close: () => {},
    wakeAt: () => {},
  })
  end.greet()
  if (dice(4) > 0) for (const bytes of login) end.push(bytes)
  return {
    get ended() {
      return end.closed !== undefined || written > 16 * 1024 * 1024
    },
    feed(bytes, numbers) {
      engine.asks = []
      for (const piece of pieces(bytes, numbers)) end.push(piece)
      if (numbers(8) === 0) end.hear(eventFor(numbers, ++heard))
      if (numbers(64) === 0) {
        now += numbers(10_000)
        end.wake()
      }
    },
  }
}

function commandFor(dice: Dice): Command {
  const text = textFor(dice)
  switch (dice(6)) {
    case 0:
      return { kind: 'send', to: 'bob', text }
    case 1:
      return { kind: 'broadcast', text }
    case 2:
      return { kind: 'list' }
    case 3:
      return { kind: 'historySince', since: START, most: 10 }
    case 4:
      return { kind: 'findPeer', name: 'bob' }
    default:
      return { kind: 'block', name: 'bob' }
  }
}

/** A client's session that is fed what servers might send. */
export function clientSide(dialect: Dialect, dice: Dice): Side {
  const options = 'pace' in dialect.optionNotes ? { pace: 0 } : {}
  let now = START
  let closed = false
  const end = new ClientHost(dialect, dialect.options.parse(options), {
    get now() {
      return now
    },
    write: () => {},
    report: () => {},
    close: () => {
      closed = true
    },
    wakeAt: () => {},
  })
  end.begin()
  if (dice(4) > 0) end.ask({ kind: 'login', name: 'alice', cap: 0, password: 'falcon*solo' })
  return {
    get ended() {
      return closed || !end.isOpen
    },
    feed(bytes, numbers) {
      for (const piece of pieces(bytes, numbers)) end.push(piece)
      if (numbers(4) === 0) end.ask(commandFor(numbers))
      if (numbers(64) === 0) {
        now += numbers(10_000)
        end.wake()
      }
    },
  }
}
