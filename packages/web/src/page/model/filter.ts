import { fromBase64 } from './bytes.ts'
import type { Message, Peer } from './feed-state.ts'

/** What is looked for; what is empty matches everything. */
export interface Wanted {
  readonly dialect: string
  readonly name: string
  readonly connection: string
  readonly text: string
  /** Whether what the gateway's own checks say is left out: `hidden`, or empty. */
  readonly checks: string
}

/** Every message, those of checks included. */
export const everything: Wanted = { dialect: '', name: '', connection: '', text: '', checks: '' }

const decoder = new TextDecoder()

/** Whether a message, its sender or one of its recipients is what is wanted. */
function matches(message: Message, wanted: Wanted): boolean {
  if (wanted.checks !== '' && isOfCheck(message)) return false
  const peers = [...message.got.values()].map(({ peer }) => peer)
  if (message.from !== undefined) peers.push(message.from)
  return peers.some((peer) => isWanted(peer, wanted)) && hasText(message, wanted.text)
}

/** Whether a check has said it, or nobody else has got it. */
function isOfCheck({ from, got }: Message): boolean {
  if (from !== undefined) return from.check === true
  return got.size > 0 && [...got.values()].every(({ peer }) => peer.check === true)
}

function isWanted({ dialect, name = '', connection }: Peer, wanted: Wanted): boolean {
  if (wanted.dialect !== '' && dialect !== wanted.dialect) return false
  if (wanted.connection !== '' && String(connection) !== wanted.connection) return false
  return name.toLowerCase().includes(wanted.name.toLowerCase())
}

function hasText({ said, got }: Message, text: string): boolean {
  if (text === '') return true
  const low = text.toLowerCase()
  const frames = [...said, ...[...got.values()].flatMap((one) => one.frames)]
  return frames.some(({ bytes }) => decoder.decode(fromBase64(bytes)).toLowerCase().includes(low))
}

/** The messages that match, kept up to date without reading all of them again. */
export class FilteredMessages {
  readonly #wanted: Wanted
  readonly #isAll: boolean
  #found: Message[] = []
  #read = 0
  #dropped = 0

  constructor(wanted: Wanted) {
    this.#wanted = wanted
    this.#isAll = Object.values(wanted).every((value) => value === '')
  }

  /**
   * What matches of all messages, of which `dropped` older ones are gone. The newest ones are read
   * again, since more recipients may have been seen meanwhile.
   */
  update(messages: readonly Message[], dropped: number): readonly Message[] {
    if (this.#isAll) return messages
    const gone = dropped - this.#dropped
    if (gone !== 0 || messages.length < this.#read) {
      const kept = new Set(messages)
      this.#found = this.#found.filter((message) => kept.has(message))
      this.#read = Math.max(0, Math.min(messages.length, this.#read - gone))
      this.#dropped = dropped
    }
    const from = Math.max(0, this.#read - AGAIN)
    const again = new Set(messages.slice(from, this.#read))
    this.#found = this.#found.filter((message) => !again.has(message))
    for (let at = from; at < messages.length; at++) {
      const message = messages[at]
      if (message !== undefined && matches(message, this.#wanted)) this.#found.push(message)
    }
    this.#read = messages.length
    return this.#found
  }
}

/** So many of the newest messages may still get recipients. */
const AGAIN = 200
