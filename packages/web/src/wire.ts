import type { Answer, CommandKind } from '@parley/contract'
import { ClientBytes, type Hidden, secretsAndTexts, secretsOnly } from '@parley/framing'
import type { ConnectionInfo, OpenListener } from '@parley/server'
import type { Data, KeptEvent, Subject } from './record.ts'
import { ServerBytes } from './server-bytes.ts'

/** Frames of direct messages hide their texts, or only passwords are hidden. */
export type Redaction = 'secrets' | 'direct'

/** Commands whose texts everybody may read. */
const publicCommands: ReadonlySet<string> = new Set<CommandKind>(['broadcast', 'edit', 'setTopic'])

/** What was seen at a connection, as cheaply as it could be kept. */
export type Seen =
  | { readonly kind: 'opened' }
  | { readonly kind: 'frame'; readonly message: number | undefined; command?: string }
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'answer'
      readonly command: string
      readonly answer: Answer<unknown>
      readonly message: number | undefined
    }
  | {
      readonly kind: 'frame-out'
      readonly frame: Data
      readonly message: number | undefined
      readonly told: readonly number[]
      readonly direct: boolean
      readonly unasked: boolean
    }
  | { readonly kind: 'write'; readonly data: Data }
  | { readonly kind: 'closed'; readonly reason: string }

/** One connection while somebody looks: makes records of what was seen, with what is secret hidden. */
export class Wire implements Subject {
  readonly id: number
  readonly dialect: string
  readonly listener: OpenListener | undefined
  /** The number of the record of its beginning; 0 where nobody looked then. */
  openedAt = 0
  /** Whether it is one of a run of checks that the gateway makes itself. */
  isCheck = false
  /** Of the user who was logged in last. */
  lastName: string | undefined
  /** What was seen last of what may still learn its command. */
  lastFrame: { command?: string } | undefined
  /** The message that the session was told last, and whether it is for its user alone. */
  told: { readonly message: number | undefined; readonly direct: boolean } | undefined
  /** Whether what the session writes now is because of what it was told, and answers nothing. */
  isTold = false
  readonly #info: ConnectionInfo
  readonly #redaction: Redaction
  readonly #pulls: boolean
  readonly #server: ServerBytes | undefined
  /** Undefined while it is not known where the frames of the client begin. */
  #client: ClientBytes | undefined
  #name: string | undefined
  #frameIn: { message: number | undefined } | undefined

  /** `isBetween`: whether the client’s next byte begins a frame. */
  constructor(
    info: ConnectionInfo,
    listener: OpenListener | undefined,
    redaction: Redaction,
    isBetween: boolean,
    name?: string,
  ) {
    this.id = info.id
    this.dialect = info.dialect
    this.listener = listener
    this.#info = info
    this.#redaction = redaction
    this.#name = name
    this.lastName = name
    const wire = listener?.speaks.wire(listener.options)
    this.#pulls = wire?.pulls === true
    this.#server = redaction === 'direct' ? new ServerBytes(listener?.speaks.annotate) : undefined
    if (isBetween) this.beginFrame()
  }

  /** Where it comes from, and since when. */
  get info(): ConnectionInfo {
    return this.#info
  }

  get name(): string | undefined {
    return this.#name
  }

  /** Whether it is known where frames begin. */
  get isCut(): boolean {
    return this.#client !== undefined
  }

  /** The client’s next byte begins a frame. */
  beginFrame(): void {
    const { listener } = this
    if (listener === undefined) return
    const { speaks, options } = listener
    this.#client = new ClientBytes(() => speaks.splitter(options), speaks.annotate)
  }

  /** The records of one thing that was seen. */
  *events(seen: Seen): Generator<KeptEvent> {
    switch (seen.kind) {
      case 'opened':
        yield { kind: 'opened', ...this.#info.peer }
        break
      case 'read':
        yield { kind: 'read', data: this.#read(seen.bytes) }
        break
      case 'frame':
        yield* this.#frame(seen)
        break
      case 'answer':
        yield* this.#answer(seen)
        break
      case 'frame-out': {
        const data = this.#frameOut(seen.frame, seen.direct)
        const { message, told, unasked } = seen
        yield { kind: 'frame-out', data, message, told, unasked }
        break
      }
      case 'write':
        yield { kind: 'write', data: this.#server?.write(seen.data) ?? seen.data }
        break
      case 'closed':
        yield { kind: 'closed', reason: seen.reason }
    }
  }

  /** Hides what is secret in bytes that are no whole frame yet. */
  hideWaiting(): void {
    const hidden = this.#redaction === 'direct' ? secretsAndTexts : secretsOnly
    this.#client?.hideWaiting(hidden, this.#bound)
  }

  get #bound(): number {
    const { listener } = this
    if (listener === undefined) return 0
    if (this.#name === undefined) return listener.frameBeforeLogin
    return listener.speaks.wire(listener.options).maxFrame
  }

  /** Where it is not known what the bytes are, none is shown. */
  #read(bytes: Uint8Array): Uint8Array {
    if (this.#client === undefined) bytes.fill(42)
    else this.#client.add(bytes)
    return bytes
  }

  *#frame({ command, message }: Seen & { kind: 'frame' }): Generator<KeptEvent> {
    const isPublic = command !== undefined && publicCommands.has(command)
    const hidden = this.#redaction === 'secrets' || isPublic ? secretsOnly : secretsAndTexts
    const data = this.#client?.next(this.#bound, hidden)
    this.#frameIn = undefined
    if (data === undefined || data.length === 0) return
    const event: KeptEvent & { kind: 'frame-in' } = { kind: 'frame-in', data, message }
    this.#frameIn = event
    yield event
  }

  *#answer(seen: Seen & { kind: 'answer' }): Generator<KeptEvent> {
    const { command, answer, message } = seen
    if (this.#frameIn !== undefined && message !== undefined) this.#frameIn.message = message
    const error = answer.ok ? undefined : answer.error
    yield { kind: 'command', name: command, message, error }
    if (command === 'logout' && answer.ok) this.#name = undefined
    const isNamed = (command === 'login' || command === 'rename') && answer.ok
    const name = isNamed ? nameIn(answer.value) : undefined
    if (name === undefined) return
    this.#name = name
    this.lastName = name
    yield { kind: 'named', name }
  }

  #frameOut(frame: Data, direct: boolean): Data {
    if (this.#server === undefined) return frame
    const hidden: Hidden = direct || this.#pulls ? secretsAndTexts : secretsOnly
    return this.#server.frame(frame, hidden)
  }
}

function nameIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined
  return typeof value.name === 'string' ? value.name : undefined
}
