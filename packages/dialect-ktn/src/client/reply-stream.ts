import { type Malformed, NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'
import { type JsonItem, JsonSplitter } from '@parley/framing'
import type { Reply } from '../frames.ts'
import { nonsense, parseReply, replyIn } from '../reply-parser.ts'

/** Limit of an object of a server, in bytes: some send a whole history in one. */
const LIMITS = { bytes: 4 * 1024 * 1024, depth: 32 } as const

/** Shown for an incomplete object. */
const UNENDED = nonsense('(an object without an end)')

/**
 * What a server says. One odd frame costs no more than itself, where the next one comes in a read of
 * its own: an object without an end is given up when a read is made of whole responses, and a read
 * that is JSON, but no object, is one frame (8.2).
 */
export class ReplySplitter implements Splitter<Reply> {
  #json = new JsonSplitter(LIMITS)
  /** Frames found outside objects, which come first. */
  readonly #found: Reply[] = []
  /** Whether all pushed bytes have been read. */
  #isDrained = true

  push(chunk: Uint8Array): void {
    if (this.#isDrained && this.#takesWhole(chunk)) return
    this.#json.push(chunk)
    this.#isDrained = false
  }

  next(bound: number): Reply | NeedMore | Malformed {
    const found = this.#found.shift()
    if (found !== undefined) return found
    const item = this.#json.next(bound)
    if (isItem(item)) return parseReply(item)
    this.#isDrained = item === NEED_MORE
    return item
  }

  /** True: the chunk was one frame by itself. */
  #takesWhole(chunk: Uint8Array): boolean {
    const [first = 0] = chunk
    if (this.#json.isAmid) {
      if (first === OPEN && isWhole(chunk)) {
        this.#found.push(UNENDED)
        this.#json = new JsonSplitter(LIMITS)
      }
      return false
    }
    if (first !== QUOTE && first !== OPEN_LIST) return false
    const text = new TextDecoder().decode(chunk)
    if (!isJson(text)) return false
    this.#found.push(replyIn(text) ?? nonsense(text))
    return true
  }
}

const QUOTE = 34
const OPEN_LIST = 91
const OPEN = 123

function isItem(item: JsonItem | NeedMore | Malformed): item is JsonItem {
  return item !== NEED_MORE && 'kind' in item
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whether the bytes are whole responses and nothing else. */
function isWhole(chunk: Uint8Array): boolean {
  const splitter = new JsonSplitter(LIMITS)
  splitter.push(chunk)
  for (;;) {
    const item = splitter.next(LIMITS.bytes)
    if (item === NEED_MORE) return !splitter.isAmid
    if (!isItem(item)) return false
    const kind = parseReply(item).kind
    if (kind === 'nonsense') return false
  }
}
