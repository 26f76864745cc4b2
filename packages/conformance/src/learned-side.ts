import { Buffer } from 'node:buffer'
import type { Command, CommandKind, ServerDialect } from '@parley/contract'
import { thrown } from './findings.ts'
import type { Fixture } from './fixtures.ts'
import { ServedUser } from './served-user.ts'
import type { ServerSide } from './server-side.ts'
import type { Setting } from './session-pair.ts'
import type { Step } from './transcript.ts'

/** How a command is said, as a transcript shows it. */
interface Saying {
  readonly command: Command
  readonly writes: readonly Uint8Array[]
}

/** What one transcript shows of how a client talks. */
interface Lesson {
  readonly name: string
  readonly login: readonly Uint8Array[]
  /** What is said between the login and the first message, as to join a channel. */
  readonly wayIn: readonly Uint8Array[]
  readonly sayings: ReadonlyMap<CommandKind, Saying>
}

/** A server's side that is reached without a client, and what its users can say. */
export interface LearnedSide extends ServerSide {
  /** Every command that is known, in the words of a transcript. */
  readonly sayings: readonly Saying[]
  stranger(): ServedUser
  user(): ServedUser
}

/** The dialect in one setting; why nobody can log in, where no transcript shows a login that works. */
export function learnedSide(
  dialect: ServerDialect,
  chosen: Setting,
  fixtures: readonly Fixture[],
): LearnedSide | string {
  let problem: string | undefined
  for (const { transcript, problem: unreadable } of fixtures) {
    const steps = transcript?.steps ?? []
    const lesson = lessonOf(steps)
    const user = new ServedUser(dialect, chosen)
    try {
      user.greet()
      user.say(lesson?.login ?? saidIn(steps))
      if (lesson !== undefined && user.server.isLoggedIn) {
        return sideOf(dialect, chosen, withWayIn(dialect, chosen, lesson))
      }
      problem ??= `cannot log in: ${unreadable || user.exchange}`
    } catch (error) {
      problem ??= `cannot log in: threw ${thrown(error)}, after ${user.exchange}`
    }
  }
  return problem ?? 'cannot log in: nothing shows what a client says'
}

function saidIn(steps: readonly Step[]): readonly Uint8Array[] {
  return steps.flatMap((step) => (step.kind === 'C' ? [step.bytes] : []))
}

/** What is said up to a login that succeeds, and how each command behind it is said. */
function lessonOf(steps: readonly Step[]): Lesson | undefined {
  let name: string | undefined
  let pending: Uint8Array[] = []
  let login: readonly Uint8Array[] = []
  let asked: Command | undefined
  const wayIn: Uint8Array[] = []
  let hasMessage = false
  const sayings = new Map<CommandKind, Saying>()
  for (const step of steps) {
    if (step.kind === 'C') pending.push(step.bytes)
    else if (step.kind === 'ask') asked = step.command
    else if (step.kind === 'answer' && name === undefined) {
      if (asked?.kind !== 'login' || !isSuccess(step.answer)) continue
      name = asked.name
      login = pending
      pending = []
    }
    if (step.kind !== 'ask' || name === undefined || pending.length === 0) continue
    const { command } = step
    hasMessage ||= 'text' in command
    if (!hasMessage) wayIn.push(...pending)
    if (!sayings.has(command.kind)) sayings.set(command.kind, { command, writes: pending })
    pending = []
  }
  return name === undefined ? undefined : { name, login, wayIn, sayings }
}

function isSuccess(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && Reflect.get(answer, 'ok') === true
}

/** A message with its text, in its writes. */
interface Message {
  readonly kind: 'send' | 'broadcast'
  readonly writes: readonly Uint8Array[]
  /** The write that has the text. */
  readonly at: number
  readonly text: string
}

function messageIn({ sayings }: Lesson): Message | undefined {
  for (const kind of ['send', 'broadcast'] as const) {
    const saying = sayings.get(kind)
    if (saying === undefined || !('text' in saying.command) || saying.command.text === '') continue
    const { writes, command } = saying
    const { text } = command
    const at = writes.findLastIndex((bytes) => Buffer.from(bytes).includes(text))
    if (at >= 0) return { kind, writes, at, text }
  }
  return undefined
}

/**
 * What stands before the text of a message may belong to it, or to the way in, as a channel that has to be
 * joined. Tells by trying: the message has to be carried out twice.
 */
function withWayIn(dialect: ServerDialect, chosen: Setting, lesson: Lesson): Lesson {
  const message = messageIn(lesson)
  if (message === undefined) return lesson
  const { login, wayIn } = lesson
  const { kind, writes: whole, at } = message
  const before = whole.slice(0, at)
  const alone = whole.slice(at)
  const tries = [
    { login, writes: alone },
    { login: [...login, ...before], writes: alone },
    { login: [...login, ...wayIn, ...before], writes: alone },
    { login, writes: whole },
    { login: [...login, ...wayIn], writes: whole },
  ]
  const works = tries.find((one) => isCarriedOutTwice(dialect, chosen, kind, one))
  const saying = lesson.sayings.get(kind)
  if (works === undefined || saying === undefined) return lesson
  const sayings = new Map(lesson.sayings).set(kind, { ...saying, writes: works.writes })
  return { ...lesson, login: works.login, sayings }
}

function isCarriedOutTwice(
  dialect: ServerDialect,
  chosen: Setting,
  kind: CommandKind,
  { login, writes }: Pick<Saying, 'writes'> & Pick<Lesson, 'login'>,
): boolean {
  const user = new ServedUser(dialect, chosen)
  user.greet()
  user.say([...login, ...writes, ...writes])
  return user.engine.asks.filter((ask) => ask.kind === kind).length === 2
}

function sideOf(dialect: ServerDialect, chosen: Setting, lesson: Lesson): LearnedSide {
  const { name, login, sayings } = lesson
  const message = messageIn(lesson)
  const stranger = () => {
    const user = new ServedUser(dialect, chosen)
    user.greet()
    return user
  }
  return {
    name,
    sayings: [...sayings.values()],
    stranger,
    user() {
      const user = stranger()
      user.say(login)
      user.forget()
      return user
    },
    words(command) {
      if (command.kind === 'login') return login
      if (!('text' in command)) return sayings.get(command.kind)?.writes
      return command.kind === message?.kind ? saidWith(message, command.text) : undefined
    },
  }
}

/** The message with another text. */
function saidWith({ writes, at, text }: Message, other: string): readonly Uint8Array[] {
  return writes.map((bytes, index) => {
    if (index !== at) return bytes
    const all = Buffer.from(bytes)
    const from = all.lastIndexOf(text)
    const rest = all.subarray(from + Buffer.byteLength(text))
    return Buffer.concat([all.subarray(0, from), Buffer.from(other), rest])
  })
}
