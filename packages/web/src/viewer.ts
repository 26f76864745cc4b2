import type { WebSocket } from 'ws'
import type { FeedFilter, ServerMessage } from './protocol.ts'
import { bytesOf, feedRecord, type KeptRecord } from './record.ts'
import type { Recorder } from './recorder.ts'

/** A viewer that has not taken what it was sent may be so far behind, in bytes of records. */
export const MOST_BEHIND = 1024 * 1024

/** So much may lie in a viewer's socket before it is sent more, in bytes. */
export const MOST_IN_SOCKET = 256 * 1024

/** One message of the feed holds about so much, in bytes of records. */
const PART = 128 * 1024
const MOST_RECORDS = 2000

/** One socket that watches: which records it has had, and which it wants. */
export class Viewer {
  readonly #socket: WebSocket
  readonly #recorder: Recorder
  readonly #sent: () => void
  /** The number of the newest record that was sent, left out or given up. */
  #at = 0
  #filter: FeedFilter = {}
  /** Records that it was not sent, and is not told of yet. */
  #missed = 0
  /** Whether it has had all that there was when it came. */
  #isLive = false
  /** Whether who came and went may be among what was missed. */
  hasMissed = false

  /** `sent`: a message has gone out, and there may be room for the next. */
  constructor(socket: WebSocket, recorder: Recorder, sent: () => void) {
    this.#socket = socket
    this.#recorder = recorder
    this.#sent = sent
  }

  resume(after: number, filter: FeedFilter): void {
    this.#filter = filter
    this.#missed = 0
    this.#isLive = false
    this.#at = Math.min(Math.max(0, after), this.#recorder.sequence)
  }

  send(message: ServerMessage): void {
    this.#socket.send(JSON.stringify(message), this.#sent)
  }

  /** Sends one message of records, where there is room. Gives whether there is more to send now. */
  pump(hello: () => ServerMessage): boolean {
    const isFull = this.#socket.bufferedAmount > MOST_IN_SOCKET
    const behind = this.#recorder.ring.sizeAfter(this.#at)
    if (behind === 0) this.#isLive = true
    const mayWait = this.#recorder.isPlayed
    if (!mayWait && (isFull || this.#isLive) && behind > MOST_BEHIND) this.#giveUp()
    if (isFull) return false
    const records = this.#next()
    if (this.#missed > 0) {
      this.send({ kind: 'gap', count: this.#missed })
      this.#missed = 0
      if (this.hasMissed) this.send(hello())
      this.hasMissed = false
    }
    if (records.length > 0) this.send({ kind: 'records', records: records.map(feedRecord) })
    return this.#at < this.#recorder.sequence
  }

  /** Goes on with the newest of what there is. */
  #giveUp(): void {
    const at = this.#recorder.ring.startOf(MOST_BEHIND / 2)
    this.hasMissed = true
    this.#missed += at - this.#at
    this.#at = at
  }

  /** Stops before a second gap: what is missing between two records is told between them. */
  #next(): readonly KeptRecord[] {
    const { ring, sequence } = this.#recorder
    const records: KeptRecord[] = []
    let bytes = 0
    for (let looked = 0; looked < MOST_RECORDS && bytes < PART; looked++) {
      const record = ring.after(this.#at)
      const missed = (record?.sequence ?? sequence + 1) - this.#at - 1
      if (missed > 0 && records.length > 0) break
      this.#missed += missed
      this.#at += missed
      if (record === undefined) break
      this.#at = record.sequence
      const { event } = record
      bytes += 'data' in event ? event.data.length : 0
      if (matches(record, this.#filter)) records.push(record)
    }
    return records
  }
}

function matches({ subject, event }: KeptRecord, filter: FeedFilter): boolean {
  const { dialect, name, connection, text } = filter
  if (connection !== undefined && subject.id !== connection) return false
  if (dialect !== undefined && subject.dialect !== dialect) return false
  if (name !== undefined && subject.name?.toLowerCase() !== name.toLowerCase()) return false
  if (text === undefined || text === '') return true
  return 'data' in event && bytesOf(event.data).includes(text)
}
