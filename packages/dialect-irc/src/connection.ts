import type { AnswerOf, CloseReason, CommandKind, CommandOf, Line } from '@parley/contract'
import type { Capability } from './capability-list.ts'
import { LabelledReplies } from './labelled-replies.ts'
import { type Shared, sharedBy } from './listener.ts'
import { formOf, plainForm, type TaggedLine } from './message-frames.ts'
import type { NumericName } from './numerics.ts'
import type { Options } from './options.ts'
import { lineOf, numeric } from './serializer.ts'
import { tagged, timeTag } from './tags.ts'

/** What the parts of a session share: who the user is, and how it is written to. */
export class Connection {
  readonly options: Options
  readonly shared: Shared
  readonly #caps = new Set<Capability>()
  readonly #line: Line
  readonly #replies: LabelledReplies
  #pending = 0
  #isClosed = false
  /** The name under which the user is logged in to the gateway. */
  name: string | undefined
  /** How messages are written to this client. */
  form = plainForm
  /** Whether the welcome has been said. */
  isRegistered = false

  constructor(line: Line, options: Options) {
    this.#line = line
    this.options = options
    this.shared = sharedBy(options)
    this.#replies = new LabelledReplies((text, tags) => this.tell(text, tags))
  }

  get now(): number {
    return this.#line.now
  }

  get peer(): Line['peer'] {
    return this.#line.peer
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Whom a reply is to: `*` before the registration (2.1). */
  get target(): string {
    return this.isRegistered && this.name !== undefined ? this.name : '*'
  }

  get caps(): ReadonlySet<Capability> {
    return this.#caps
  }

  has(capability: Capability): boolean {
    return this.#caps.has(capability)
  }

  set(capability: Capability, isOn: boolean): void {
    if (isOn) this.#caps.add(capability)
    else this.#caps.delete(capability)
    this.form = formOf(this.#caps)
  }

  /** Carries out a command: what it says until all that it has asked is answered is its reply. */
  run(label: string | undefined, command: () => void): void {
    if (label !== undefined && this.has('labeled-response')) this.#replies.open(label)
    command()
    if (this.#pending === 0) this.#replies.close()
  }

  /** The label of the command that is carried out, which is answered later, with `run`. */
  takeLabel(): string | undefined {
    return this.#replies.take()
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    this.#pending += 1
    this.#line.ask(command, (answer) => {
      then(answer)
      this.#pending -= 1
      if (this.#pending === 0) this.#replies.close()
    })
  }

  /** A numeric as a reply to the command that is carried out. */
  reply(name: NumericName, params: readonly string[] = [], text?: string): void {
    this.say(numeric(name, this.target, params, text))
  }

  /** A line as a reply to the command that is carried out. */
  say(text: string, tags: readonly string[] = []): void {
    if (this.#replies.isOpen) this.#replies.add(text, tags)
    else this.tell(text, tags)
  }

  sayAll(lines: readonly TaggedLine[]): void {
    for (const { text, tags } of lines) this.say(text, tags)
  }

  /** A line that belongs to no command. */
  tell(text: string, tags: readonly string[] = []): void {
    this.write(tagged(tags, lineOf(text, this.options.maxLine)))
  }

  /** What has happened, at a time that clients with server-time are told. */
  tellEvent(time: number, text: string): void {
    this.tell(text, this.form.hasTime ? [timeTag(time)] : [])
  }

  /** A whole frame. */
  write(frame: string): void {
    if (!this.#isClosed) this.#line.write(frame)
  }

  wakeAt(time: number): void {
    if (!this.#isClosed) this.#line.wakeAt(time)
  }

  close(reason: CloseReason): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#line.close(reason)
  }
}
