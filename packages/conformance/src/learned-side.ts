import { Buffer } from 'node:buffer'
import type { Command, CommandKind, ServerDialect } from '@parley/contract'
import { thrown } from './findings.ts'
import type { Fixture } from './fixtures.ts'
import type { Frames } from './frames.ts'
import { ServedUser } from './served-user.ts'
import type { ServerSide } from './server-side.ts'
import type { Setting } from './session-pair.ts'
import type { Step } from './transcript.ts'

/** How a command is said, as a transcript shows it. */
interface KnownCommand {
  readonly command: Command
  readonly writes: readonly Uint8Array[]
}

/** What one transcript shows of how a client talks. */
interface Learned {
  readonly name: string
  readonly login: readonly Uint8Array[]
  /** What is said between the login and the first message, as to join a channel. */
  readonly afterLogin: readonly Uint8Array[]
  readonly sayings: ReadonlyMap<CommandKind, KnownCommand>
}

/** A server's side that is reached without a client, and what its users can say. */
export interface LearnedSide extends ServerSide {
  /** Every command that is known, in the words of a transcript. */
  readonly sayings: readonly KnownCommand[]
  stranger(): ServedUser
  user(): ServedUser
}

/**
 * The dialect in one setting, from the first transcript with a login and a message; why nobody can log in, where no transcript shows a login
 * that works.
 */
export function learnedSide(
  dialect: ServerDialect,
  chosen: Setting,
  fixtures: readonly Fixture[],
  frames?: Frames,
): LearnedSide | string {
  let problem: string | undefined
  let withoutMessage: LearnedSide | undefined
  for (const { transcript, problem: unreadable } of fixtures) {
    const steps = transcript?.steps ?? []
    const learned = learnedFrom(steps)
    const user = new ServedUser(dialect, chosen)
    try {
      user.greet()
      user.say(learned?.login ?? saidIn(steps))
      if (learned !== undefined && user.server.isLoggedIn) {
        const side = sideOf(dialect, chosen, withCompleteLogin(dialect, chosen, learned), frames)
        if (side.texts !== 'none') return side
        withoutMessage ??= side
      } else problem ??= `cannot log in: ${unreadable || user.exchange}`
    } catch (error) {
      problem ??= `cannot log in: threw ${thrown(error)}, after ${user.exchange}`
    }
  }
  return withoutMessage ?? problem ?? 'cannot log in: nothing shows what a client says'
}

function saidIn(steps: readonly Step[]): readonly Uint8Array[] {
  return steps.flatMap((step) => (step.kind === 'C' ? [step.bytes] : []))
}

/** What is said up to a login that succeeds, and how each command behind it is said. */
function learnedFrom(steps: readonly Step[]): Learned | undefined {
  let name: string | undefined
  let pending: Uint8Array[] = []
  let login: readonly Uint8Array[] = []
  let asked: Command | undefined
  const afterLogin: Uint8Array[] = []
  let hasMessage = false
  const sayings = new Map<CommandKind, KnownCommand>()
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
    if (!hasMessage) afterLogin.push(...pending)
    if (!sayings.has(command.kind)) sayings.set(command.kind, { command, writes: pending })
    pending = []
  }
  return name === undefined ? undefined : { name, login, afterLogin, sayings }
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

function messageIn({ sayings }: Learned): Message | undefined {
  for (const kind of ['send', 'broadcast'] as const) {
    const saying = sayings.get(kind)
    if (saying === undefined || !('text' in saying.command)) continue
    const { writes, command } = saying
    const { text = '' } = command
    if (text === '') continue
    const at = writes.findLastIndex((bytes) => Buffer.from(bytes).includes(text))
    if (at >= 0) return { kind, writes, at, text }
  }
  return undefined
}

/**
 * What is said before the text of a message may belong to the message, or to the login, where a channel
 * has to be joined. Which it is, is found by trying: said twice, the message has to be sent twice.
 */
function withCompleteLogin(dialect: ServerDialect, chosen: Setting, learned: Learned): Learned {
  const message = messageIn(learned)
  if (message === undefined) return learned
  const { login, afterLogin } = learned
  const { kind, writes: whole, at } = message
  const before = whole.slice(0, at)
  const alone = whole.slice(at)
  const tries = [
    { login, writes: alone },
    { login: [...login, ...before], writes: alone },
    { login: [...login, ...afterLogin, ...before], writes: alone },
    { login, writes: whole },
    { login: [...login, ...afterLogin], writes: whole },
  ]
  const works = tries.find((one) => isCarriedOutTwice(dialect, chosen, kind, one))
  const saying = learned.sayings.get(kind)
  if (works === undefined || saying === undefined) return learned
  const sayings = new Map(learned.sayings).set(kind, { ...saying, writes: works.writes })
  return { ...learned, login: works.login, sayings }
}

function isCarriedOutTwice(
  dialect: ServerDialect,
  chosen: Setting,
  kind: CommandKind,
  { login, writes }: Pick<KnownCommand, 'writes'> & Pick<Learned, 'login'>,
): boolean {
  const user = new ServedUser(dialect, chosen)
  user.greet()
  user.say([...login, ...writes, ...writes])
  return user.engine.asks.filter((ask) => ask.kind === kind).length === 2
}

function sideOf(
  dialect: ServerDialect,
  chosen: Setting,
  learned: Learned,
  frames: Frames | undefined,
): LearnedSide {
  const { name, login, sayings } = learned
  const message = messageIn(learned)
  const stranger = () => {
    const user = new ServedUser(dialect, chosen)
    user.greet()
    return user
  }
  const user = () => {
    const one = stranger()
    one.say(login)
    one.forget()
    return one
  }
  const frame = message === undefined ? undefined : framedIn(message, frames)
  const takesAny =
    message !== undefined && (frame !== undefined || takesOtherLength(user(), message))
  return {
    name,
    texts: message === undefined ? 'none' : takesAny ? 'any' : 'one',
    frames: frame === undefined ? undefined : frames,
    knownText: message?.text ?? '',
    sayings: [...sayings.values()],
    stranger,
    user,
    words(command) {
      if (command.kind === 'login') return login
      if (!('text' in command)) return sayings.get(command.kind)?.writes
      if (command.kind !== message?.kind) return undefined
      if (frame !== undefined) return framedWith(message, frame, command.text)
      return takesAny || command.text === message.text ? saidWith(message, command.text) : undefined
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

/**
 * Where the length of a text stands somewhere before it, another text cannot be put in just so. What
 * throws is left to the checks, which then try such texts.
 */
function takesOtherLength(user: ServedUser, message: Message): boolean {
  const longer = message.text + message.text
  try {
    user.say(saidWith(message, longer))
  } catch {
    return true
  }
  const asked = user.engine.asks.filter(({ kind }) => kind === message.kind)
  const [command] = asked
  return asked.length === 1 && command !== undefined && 'text' in command && command.text === longer
}

/** The write that has the text, where it is one frame: how to frame another message. */
interface FramedMessage {
  readonly frames: Frames
  readonly message: string
}

function framedIn({ writes, at }: Message, frames: Frames | undefined): FramedMessage | undefined {
  const message = frames?.messageOf(writes[at] ?? new Uint8Array(0))
  return frames === undefined || message === undefined ? undefined : { frames, message }
}

/** The message with another text, framed. Throws where the framing cannot say it. */
function framedWith(
  { writes, at, text }: Message,
  { frames, message }: FramedMessage,
  other: string,
): readonly Uint8Array[] {
  const from = message.lastIndexOf(text)
  const whole = message.slice(0, from) + other + message.slice(from + text.length)
  return writes.map((bytes, index) => (index === at ? frames.of(whole) : bytes))
}
