import type { CloseReason } from '@parley/contract'
import { closeReasons } from '@parley/contract'
import {
  type ProxyReason,
  proxyReasons,
  type RecordedEvent,
  type RecordingHeader,
} from '../event.ts'
import type { CaptureEvent, Flow } from './events.ts'
import { MessageNotes } from './message-notes.ts'

/** So many events are looked ahead for the messages of a read, and for who was told them. */
const LOOKED_AHEAD = 256

interface Waiting {
  readonly event: CaptureEvent
  readonly messages: Set<number>
}

interface Wire {
  readonly flow: Flow
  /** As comments name it. */
  readonly name: string
  readonly unit: 'bytes' | 'datagram'
  /** What was read last, whose messages are recorded behind it. */
  read: Waiting | undefined
}

/** What a recording holds as the events of a capture; comments name dialects and connections. */
export async function* recordedCapture(
  header: RecordingHeader,
  events: AsyncIterable<RecordedEvent>,
): AsyncGenerator<CaptureEvent> {
  const capture = new RecordedCapture(header)
  for await (const event of events) {
    capture.take(event)
    if (capture.waiting.length > LOOKED_AHEAD) yield* capture.settle(1)
  }
  yield* capture.settle(LOOKED_AHEAD + 1)
}

class RecordedCapture {
  readonly waiting: Waiting[] = []
  readonly #started: number
  readonly #wires = new Map<number, Wire>()
  readonly #notes = new MessageNotes()

  constructor({ started }: RecordingHeader) {
    this.#started = started * 1000
  }

  take(event: RecordedEvent): void {
    if (event.kind === 'open') {
      const { connection, dialect, peer, local, over } = event
      const flow = { id: connection, client: peer, server: local }
      const name = `${dialect} connection ${connection}`
      this.#wires.set(connection, {
        flow,
        name,
        unit: over === 'udp' ? 'datagram' : 'bytes',
        read: undefined,
      })
    }
    const wire = this.#wires.get(event.connection)
    if (wire !== undefined) this.#add(event, wire)
  }

  /** The first so many events of those that wait. */
  *settle(count: number): Generator<CaptureEvent> {
    for (const { event, messages } of this.waiting.splice(0, count)) {
      yield { ...event, comment: this.#notes.textOf(messages) ?? event.comment }
    }
  }

  #add(event: RecordedEvent, wire: Wire): void {
    const { flow, unit } = wire
    const at = { time: this.#started + event.time, flow }
    switch (event.kind) {
      case 'open':
        if (unit === 'datagram') return
        return this.#wait({ ...at, kind: 'open' })
      case 'in':
        this.#wait({ ...at, kind: unit, from: 'client', bytes: event.bytes })
        wire.read = this.waiting.at(-1)
        return
      case 'took':
        for (const id of event.messages.flat()) {
          this.#notes.sent(id, wire.name)
          wire.read?.messages.add(id)
        }
        return
      case 'out': {
        const messages = (event.frames ?? []).flatMap((frame) => frame.messages)
        for (const id of messages) this.#notes.told(id, wire.name)
        return this.#wait({ ...at, kind: unit, from: 'server', bytes: event.bytes }, messages)
      }
      case 'end':
        return this.#wait({ ...at, kind: 'end', by: event.by })
      case 'close': {
        this.#wires.delete(event.connection)
        if (unit === 'datagram') return
        const { reason } = event
        return this.#wait({ ...at, kind: 'close', reason: known(reason), comment: reason })
      }
    }
  }

  #wait(event: CaptureEvent, messages: readonly number[] = []): void {
    this.waiting.push({ event, messages: new Set(messages) })
  }
}

/** A reason of a later version is taken for an end by the server. */
function known(reason: string): CloseReason | ProxyReason {
  return isReason(reason) ? reason : 'ended'
}

function isReason(reason: string): reason is CloseReason | ProxyReason {
  return Object.hasOwn(closeReasons, reason) || Object.hasOwn(proxyReasons, reason)
}
