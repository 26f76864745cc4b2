import { Buffer } from 'node:buffer'
import type {
  AnswerOf,
  CloseReason,
  CommandKind,
  CommandOf,
  Line,
  ServerDialect,
} from '@parley/contract'
import { ServerHost } from '@parley/session-host'
import { bytesOf } from './frame-bytes.ts'
import { isPorts } from './guards.ts'
import { canonical, showBytes, showValue } from './notation.ts'
import type { Segmentation } from './segmentation.ts'
import { START, type Step, type Transcript } from './transcript.ts'
import { isAnswerTo } from './type-guards.ts'

/** What a chunk is filled with once `push` has returned: it is its caller’s again. */
const SCRATCH = 0x21

/** Plays a transcript; gives where it first went another way, or undefined. */
export function playTranscript(
  dialect: ServerDialect,
  transcript: Transcript,
  way: Segmentation,
): string | undefined {
  return new Play(dialect, transcript, way).run()
}

/** What a session does, as a transcript says it. */
type Deed =
  | { readonly kind: 'S'; readonly bytes: Uint8Array }
  | { readonly kind: 'ask'; readonly command: unknown }
  | { readonly kind: 'stand-in'; readonly names: readonly string[] }
  | { readonly kind: 'close'; readonly reason: CloseReason }

/** One transcript being played in one way. Deeds are held against its steps as they are done. */
class Play implements Line {
  readonly peer = { address: '127.0.0.1', port: 40001 }
  readonly address = '127.0.0.1'
  now = START
  readonly #steps: readonly Step[]
  readonly #way: Segmentation
  readonly #end: ServerHost
  /** The step that comes next. */
  #at = 0
  /** `C` steps whose bytes have been sent together with an earlier one’s. */
  readonly #sent = new Set<Step>()
  readonly #unanswered: ((answer: unknown) => void)[] = []
  /** With late answers: those that are to come now. */
  readonly #late: unknown[] = []
  #wakes: number | undefined
  #finding: string | undefined

  constructor(dialect: ServerDialect, transcript: Transcript, way: Segmentation) {
    this.#steps = transcript.steps
    const [first] = transcript.steps
    if (first?.kind === 'now') {
      this.now = first.time
      this.#at = 1
    }
    this.#way = way
    this.#end = new ServerHost(dialect, dialect.options.parse(transcript.options), this)
  }

  run(): string | undefined {
    this.#end.greet()
    for (let step = this.#next(); step !== undefined; step = this.#next()) {
      if (this.#finding !== undefined) break
      if (isDeed(step)) {
        this.#find(`expected ${showStep(step)}, came nothing`)
        break
      }
      this.#at += 1
      this.#cause(step)
    }
    return this.#finding
  }

  write(frame: Uint8Array | string): void {
    this.#did({ kind: 'S', bytes: bytesOf(frame) })
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    const kind: Kind = command.kind
    this.#unanswered.push((answer) => {
      if (isAnswerTo<Kind>(kind, answer)) then(answer)
    })
    if (this.#did({ kind: 'ask', command })) this.#answerIn('answer')
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    this.#unanswered.push((ports) => {
      if (isPorts(ports)) then(ports.map((port) => port ?? undefined))
    })
    if (this.#did({ kind: 'stand-in', names })) this.#answerIn('ports')
  }

  close(reason: CloseReason): void {
    this.#did({ kind: 'close', reason })
  }

  wakeAt(time: number): void {
    this.#wakes = time
  }

  #next(): Step | undefined {
    for (;;) {
      const step = this.#steps[this.#at]
      if (step === undefined || !this.#sent.has(step)) return step
      this.#at += 1
    }
  }

  /** What stands next to it answers what was just asked, at once or late. */
  #answerIn(kind: 'answer' | 'ports'): void {
    const next = this.#steps[this.#at]
    if (next?.kind !== kind) return
    this.#at += 1
    if (this.#way.late) this.#late.push(next.answer)
    else this.#unanswered.shift()?.(next.answer)
  }

  #cause(step: Exclude<Step, { kind: DeedKind }>): void {
    switch (step.kind) {
      case 'C':
        return this.#send(this.#way.joined ? this.#joined(step.bytes) : step.bytes)
      case 'answer':
      case 'ports':
        this.#unanswered.shift()?.(step.answer)
        break
      case 'event':
        this.#end.hear(step.event)
        break
      case 'now':
        this.#pass(step.time)
        break
    }
    this.#answerLate()
  }

  #send(bytes: Uint8Array): void {
    for (const piece of this.#way.cut(bytes)) {
      const chunk = Uint8Array.from(piece)
      this.#end.push(chunk)
      chunk.fill(SCRATCH)
    }
    this.#answerLate()
  }

  #answerLate(): void {
    while (this.#late.length > 0 && this.#finding === undefined) {
      const answer = this.#late.shift()
      this.#unanswered.shift()?.(answer)
    }
  }

  #pass(time: number): void {
    this.now = time
    if (this.#wakes === undefined || this.#wakes > time) return
    this.#wakes = undefined
    this.#end.wake()
  }

  /** These bytes and those of all `C` steps up to the next step that somebody else causes. */
  #joined(bytes: Uint8Array): Uint8Array {
    const chunks = [bytes]
    let last: Step['kind'] = 'C'
    for (const step of this.#steps.slice(this.#at)) {
      if (step.kind === 'event' || step.kind === 'now') break
      if (step.kind === 'answer' && last !== 'ask') break
      if (step.kind === 'ports' && last !== 'stand-in') break
      if (step.kind === 'C') {
        chunks.push(step.bytes)
        this.#sent.add(step)
      }
      last = step.kind
    }
    return Buffer.concat(chunks)
  }

  /** Whether this is what the transcript says. */
  #did(deed: Deed): boolean {
    if (this.#finding !== undefined) return false
    const step = this.#next()
    if (step !== undefined && isSame(step, deed)) {
      this.#at += 1
      return true
    }
    this.#find(
      `expected ${step === undefined ? 'no more' : showStep(step)}, came ${showStep(deed)}`,
    )
    return false
  }

  #find(what: string): void {
    const line = this.#steps[this.#at]?.line
    const where = line === undefined ? 'after the last step' : `line ${line}`
    this.#finding = `${this.#way.name}: ${where}: ${what}`
  }
}

type DeedKind = Deed['kind']

function isDeed(step: Step): step is Extract<Step, { kind: DeedKind }> {
  return ['S', 'ask', 'stand-in', 'close'].includes(step.kind)
}

function isSame(step: Step, deed: Deed): boolean {
  switch (deed.kind) {
    case 'S':
      return step.kind === 'S' && step.bytes.equals(deed.bytes)
    case 'ask':
      return step.kind === 'ask' && canonical(step.command) === canonical(deed.command)
    case 'stand-in':
      return step.kind === 'stand-in' && canonical(step.names) === canonical(deed.names)
    case 'close':
      return step.kind === 'close' && step.reason === deed.reason
  }
}

function showStep(step: Step | Deed): string {
  switch (step.kind) {
    case 'C':
    case 'S':
      return `${step.kind} ${showBytes(step.bytes)}`
    case 'ask':
      return `ask ${showValue(step.command)}`
    case 'answer':
      return `answer ${showValue(step.answer)}`
    case 'stand-in':
      return `stand-in ${showValue(step.names)}`
    case 'ports':
      return `ports ${showValue(step.answer)}`
    case 'event':
      return `event ${showValue(step.event)}`
    case 'now':
      return `now ${new Date(step.time).toISOString()}`
    case 'close':
      return `close ${step.reason}`
  }
}
