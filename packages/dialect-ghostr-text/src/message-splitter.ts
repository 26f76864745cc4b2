/**
 * Fields into messages.
 *
 *     message = type 1*field                ; whole once all fields of its type have come
 *     type    = "TYPE: " word ";;"
 *     field   = key ": " value ";;"         ; in any order; the lists are in frames.ts
 *
 * White space between fields is skipped, and so is a field that the type does not have, or has had.
 * A type that comes before the message is whole ends that message.
 */
import { Malformed, NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'
import { type Field, FieldSplitter } from '@parley/framing'

/** The values of a message, in the order of its type’s list. */
export type Values = readonly (string | undefined)[]

/** How the messages of one type are read. */
export interface Shape<Frame> {
  readonly fields: readonly string[]
  /** Whether the message is whole although the last field of the list has not come. */
  endsEarly?(values: Values): boolean
  read(values: Values): Frame
}

export type Shapes<Frame> = ReadonlyMap<string, Shape<Frame>>

/** What is said of a message that has no frame of its own. */
export interface Faults<Frame> {
  unknown(type: string): Frame
  unfinished(type: string): Frame
}

/** Cuts a stream of fields into messages; the bound is on the whole message. */
export class MessageSplitter<Frame extends object> implements Splitter<Frame> {
  readonly #fields = new FieldSplitter()
  readonly #shapes: Shapes<Frame>
  readonly #faults: Faults<Frame>
  #type = ''
  /** Undefined between messages. */
  #shape: Shape<Frame> | undefined
  #values: (string | undefined)[] = []
  #missing = 0
  #bytes = 0
  /** Pushed behind the frame that was given last, in bytes. */
  #unread = 0
  /** A type that has ended the message before it, and is still to be read itself. */
  #ahead: Field | undefined

  constructor(shapes: Shapes<Frame>, faults: Faults<Frame>) {
    this.#shapes = shapes
    this.#faults = faults
  }

  push(chunk: Uint8Array): void {
    this.#unread += chunk.length
    this.#fields.push(chunk)
  }

  get unread(): number {
    return this.#unread
  }

  next(bound: number): Frame | NeedMore | Malformed {
    for (;;) {
      const field = this.#ahead ?? this.#fields.next(bound - this.#bytes)
      if (field === NEED_MORE || field instanceof Malformed) return field
      this.#ahead = undefined
      const frame = field.key === 'TYPE' ? this.#begin(field) : this.#add(field)
      if (frame !== undefined) {
        this.#unread = this.#fields.unread + this.#aheadBytes()
        return frame
      }
    }
  }

  #aheadBytes(): number {
    return this.#ahead?.bytes ?? 0
  }

  #begin(field: Field): Frame | undefined {
    if (this.#shape !== undefined) {
      this.#ahead = field
      this.#end()
      return this.#faults.unfinished(this.#type)
    }
    this.#type = field.value.trim()
    this.#shape = this.#shapes.get(this.#type)
    if (this.#shape === undefined) return this.#faults.unknown(this.#type)
    this.#missing = this.#shape.fields.length
    this.#bytes = field.bytes
    return undefined
  }

  #add({ key, value, bytes }: Field): Frame | undefined {
    const shape = this.#shape
    if (shape === undefined) return undefined
    this.#bytes += bytes
    const index = shape.fields.indexOf(key)
    if (index < 0 || this.#values[index] !== undefined) return undefined
    this.#values[index] = value
    this.#missing -= 1
    const isWhole = this.#missing === 0 || shape.endsEarly?.(this.#values) === true
    return isWhole ? shape.read(this.#end()) : undefined
  }

  /** The values that have come. */
  #end(): Values {
    const values = this.#values
    this.#shape = undefined
    this.#values = []
    this.#bytes = 0
    return values
  }
}
