/**
 * Datagrams into frames (7.1, 7.4). Each is one line, and beside what clients say over TCP:
 *
 *     get   = "GET" SP name
 *     set   = "SET" SP chance SP number / "SET" SP length SP whole SP whole
 *     reset = "RESET"
 */
import { NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'
import { decodeBytes, type LineFault, NOT_UTF8 } from '@parley/framing'
import type { Request } from '../frames.ts'
import {
  type ChanceName,
  type Change,
  chanceNamed,
  type LengthName,
  lengthNamed,
  readChange,
} from './settings.ts'

/** What a client of the unreliable server says. */
export type DatagramRequest =
  | Request
  /** `GET DROP`. */
  | { readonly kind: 'get'; readonly name: ChanceName | LengthName }
  /** `SET DROP 0.5`, `SET DELAY-LEN 1 3`. */
  | { readonly kind: 'set'; readonly change: Change }
  /** `RESET`. */
  | { readonly kind: 'reset' }

type ParseLine = (line: string | LineFault) => Request

const BAD_BODY: Request = { kind: 'bad-body' }
const UNREADABLE: Request = { kind: 'unreadable' }
const RESET: DatagramRequest = { kind: 'reset' }

const NEWLINE = 10
const RETURN = 13

/** The datagrams of one peer: each is one message that ends in `\n`, or is refused whole. */
export class DatagramSplitter implements Splitter<DatagramRequest> {
  readonly #parse: ParseLine
  readonly #waiting: Uint8Array[] = []

  /** `parse`: reads what is also said over TCP. */
  constructor(parse: ParseLine) {
    this.#parse = parse
  }

  get unread(): number {
    return this.#waiting.reduce((sum, { length }) => sum + length, 0)
  }

  push(chunk: Uint8Array): void {
    this.#waiting.push(Uint8Array.from(chunk))
  }

  next(bound: number): DatagramRequest | NeedMore {
    const datagram = this.#waiting.shift()
    if (datagram === undefined) return NEED_MORE
    const end = datagram.length - 1
    if (datagram.indexOf(NEWLINE) !== end) return UNREADABLE
    const line = datagram.subarray(0, datagram[end - 1] === RETURN ? end - 1 : end)
    if (line.length > bound) return UNREADABLE
    const text = decodeBytes(line)
    return text === NOT_UTF8 ? UNREADABLE : this.#read(text)
  }

  #read(line: string): DatagramRequest {
    const [word, ...rest] = line.split(' ')
    const words = rest.filter((one) => one !== '')
    if (word === 'GET') return readGet(words)
    if (word === 'RESET') return rest.length === 0 ? RESET : BAD_BODY
    if (word !== 'SET') return this.#parse(line)
    const change = readChange(words)
    return change === undefined ? BAD_BODY : { kind: 'set', change }
  }
}

function readGet([text = '', ...more]: readonly string[]): DatagramRequest {
  const name = chanceNamed(text) ?? lengthNamed(text)
  return name === undefined || more.length > 0 ? BAD_BODY : { kind: 'get', name }
}
