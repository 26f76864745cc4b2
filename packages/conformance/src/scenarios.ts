import { Buffer } from 'node:buffer'
import {
  type Command,
  closeReasons,
  type ErrorCode,
  type Event,
  errorCodes,
  noteOf,
} from '@parley/contract'
import fc from 'fast-check'
import type { Frames } from './frames.ts'
import { anyBody } from './hostile-texts.ts'
import { showBytes, showValue } from './notation.ts'
import { others } from './scripted-engine.ts'
import { edited, loginAs, message, type Setting, USER } from './session-pair.ts'
import { START } from './transcript.ts'
import { isCloseReason, isErrorCode } from './type-guards.ts'

/** One thing that happens to a session. */
type Happening =
  | { readonly does: 'push'; readonly bytes: Uint8Array }
  | { readonly does: 'hear'; readonly event: Event }
  | { readonly does: 'say'; readonly command: Command }
  | { readonly does: 'answer'; readonly error: ErrorCode | undefined }
  | { readonly does: 'pass'; readonly milliseconds: number }
  /** Time passes until the session wants to be woken; nothing, where it does not. */
  | { readonly does: 'wake' }

/** What a session lives through. */
export interface Scenario {
  readonly chosen: Setting
  readonly loggedIn: boolean
  /** The engine answers at once. */
  readonly prompt: boolean
  readonly happenings: readonly Happening[]
}

/** What lives are made of: settings, and messages as they stand in transcripts. */
export interface Material {
  readonly settings: readonly Setting[]
  readonly messages: readonly Uint8Array[]
  /** How messages are framed, where that is known. */
  readonly frames?: Frames | undefined
}

const [bob] = others

/** The most that happens in one life. */
const LONGEST = 16

/** So many wakes come in a row. */
const MOST_WAKES = 5

const body = anyBody.map((text) => Buffer.from(text))

/** What has to be cleaned from a text, and ends no line. */
const controls = fc.constantFrom(
  ...['\0', '\r', '\u001b[2J', '\u0085'].map((one) => Buffer.from(one)),
)

/** What an edit puts in: nothing often, since an absent word is a frequent fault; rarely a lot. */
const insert = fc.oneof(
  { weight: 5, arbitrary: fc.constant(new Uint8Array()) },
  { weight: 5, arbitrary: fc.uint8Array({ maxLength: 5 }) },
  { weight: 5, arbitrary: body },
  { weight: 5, arbitrary: controls },
  { weight: 1, arbitrary: fc.constant(Buffer.alloc(5000, 'q')) },
)

const edit = fc.record({ at: fc.nat(), drop: fc.oneof(fc.constant('word'), fc.nat(10)), insert })

/** Messages, messages with a few bytes gone and others put in, and any bytes. */
export function anyBytes(
  messages: readonly Uint8Array[],
  frames?: Frames,
): fc.Arbitrary<Uint8Array> {
  const garbage = fc.oneof(fc.uint8Array({ maxLength: 40 }), body)
  if (messages.length === 0) return garbage
  const known = fc.constantFrom(...messages)
  const edited = fc.tuple(known, fc.array(edit, { minLength: 1, maxLength: 3 })).map(applied)
  const joined = fc
    .array(fc.oneof(known, edited), { maxLength: 4 })
    .map((all) => Buffer.concat(all))
  const some = [known, edited, joined, garbage]
  return fc.oneof(...some, ...(frames === undefined ? [] : [framed(messages, frames)]))
}

/** Messages that were edited before they were framed: what comes of them is a whole frame. */
function framed(messages: readonly Uint8Array[], frames: Frames): fc.Arbitrary<Uint8Array> {
  const texts = messages.flatMap((bytes) => frames.messageOf(bytes) ?? [])
  if (texts.length === 0) return fc.constantFrom(...messages)
  const known = fc.constantFrom(...texts.map((text) => Buffer.from(text)))
  return fc
    .tuple(known, fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(applied)
    .map((bytes) => framedOr(bytes, frames))
}

/** The bytes themselves, where the framing has no frame for them. */
function framedOr(bytes: Uint8Array, frames: Frames): Uint8Array {
  try {
    return frames.of(Buffer.from(bytes).toString())
  } catch {
    return bytes
  }
}

interface Edit {
  readonly at: number
  /** So many bytes, or the word that is there. */
  readonly drop: number | string
  readonly insert: Uint8Array
}

function applied([bytes, edits]: readonly [Uint8Array, readonly Edit[]]): Uint8Array {
  return edits.reduce<Uint8Array>((all, { at, drop, insert }) => {
    const here = at % (all.length + 1)
    const from = typeof drop === 'number' ? here : startOfWord(all, here)
    const to = typeof drop === 'number' ? here + drop : endOfWord(all, here)
    return Buffer.concat([all.subarray(0, from), insert, all.subarray(to)])
  }, bytes)
}

function startOfWord(bytes: Uint8Array, from: number): number {
  let at = from
  while (at > 0 && isWord(bytes[at - 1] ?? 0)) at -= 1
  return at
}

function endOfWord(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && isWord(bytes[at] ?? 0)) at += 1
  return at
}

/** Letters, digits, `_` and whatever is not ASCII. */
function isWord(byte: number): boolean {
  return byte > 0x7f || /\w/.test(String.fromCharCode(byte))
}

/** Bytes come whole, or in pieces of a few. */
function pushes({ messages, frames }: Material): fc.Arbitrary<readonly Happening[]> {
  return fc
    .tuple(anyBytes(messages, frames), fc.constantFrom(1, 3, 10, 1_000_000))
    .map(([bytes, size]) => {
      const happenings: Happening[] = []
      for (let at = 0; at < bytes.length; at += size) {
        happenings.push({ does: 'push', bytes: bytes.subarray(at, at + size) })
      }
      return happenings
    })
}

const anyone = fc.constantFrom<string>(bob, USER)

/** A topic or a reason as the engine tells it. */
const anyNote = anyBody.map(noteOf)

const ROOM = '#tea'

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(fc.constantFrom('direct', 'public'), anyone, anyBody).map((all) => message(...all)),
  anyone.map((name) => ({ kind: 'joined', name, via: 'vu', time: START }) as const),
  fc
    .tuple(anyone, anyNote)
    .map(([name, reason]) => ({ kind: 'left', name, time: START, reason }) as const),
  anyone.map((from) => ({ kind: 'renamed', from, to: 'dave', time: START }) as const),
  fc
    .tuple(anyone, fc.constantFrom({}, { text: 'lunch' }))
    .map(([name, text]) => ({ kind: 'away', name, ...text, time: START }) as const),
  anyone.map((name) => ({ kind: 'entered', room: ROOM, name, via: 'vu', time: START }) as const),
  fc
    .tuple(anyone, anyNote)
    .map(
      ([name, reason]) => ({ kind: 'departed', room: ROOM, name, time: START, reason }) as const,
    ),
  fc
    .tuple(fc.constantFrom(undefined, ROOM), anyNote)
    .map(([room, text]) => ({ kind: 'topic', room, text, by: bob, time: START }) as const),
  fc.tuple(anyone, anyBody).map(([from, text]) => edited(from, text)),
  anyone.map((from) => ({ kind: 'removed', time: START, number: 1, from }) as const),
  anyBody.map((text) => ({ kind: 'notice', text, time: START }) as const),
  fc
    .constantFrom(...Object.keys(closeReasons).filter(isCloseReason))
    .map((reason) => ({ kind: 'farewell', reason, time: START }) as const),
)

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  anyBody.map((text) => ({ kind: 'send', to: bob, text }) as const),
  anyBody.map((text) => ({ kind: 'broadcast', text }) as const),
  anyBody.map((text) => ({ kind: 'edit', number: 1, posted: START, text }) as const),
  fc.constantFrom<Command>(
    loginAs(USER),
    loginAs('no name\n'),
    { kind: 'list' },
    { kind: 'enquire', name: USER },
    { kind: 'listSince', since: START },
    { kind: 'history', last: 5 },
    { kind: 'historySince', since: START, most: 100 },
    { kind: 'remove', number: 1, posted: START },
    { kind: 'received', upTo: 1 },
    { kind: 'announcePeer', transport: 'tcp', port: 41001 },
    { kind: 'announcePeer', transport: 'udp', port: 41001 },
    { kind: 'findPeer', name: bob },
    { kind: 'block', name: bob },
    { kind: 'unblock', name: bob },
    { kind: 'logout' },
  ),
)

const hears = anyEvent.map((event): readonly Happening[] => [{ does: 'hear', event }])
const says = anyCommand.map((command): readonly Happening[] => [{ does: 'say', command }])
const passes = fc
  .constantFrom(0, 1, 100, 5000, 600_000)
  .map((milliseconds): readonly Happening[] => [{ does: 'pass', milliseconds }])
/** A keep-alive may give up only after several wakes that nothing has come between. */
const wakes = fc
  .integer({ min: 1, max: MOST_WAKES })
  .map((times): readonly Happening[] => Array.from({ length: times }, () => ({ does: 'wake' })))
const time = fc.oneof(passes, wakes)
const answers = fc
  .option(fc.constantFrom(...Object.keys(errorCodes).filter(isErrorCode)), { nil: undefined })
  .map((error): readonly Happening[] => [{ does: 'answer', error }])

function lives(
  { settings }: Material,
  ...kinds: readonly fc.Arbitrary<readonly Happening[]>[]
): fc.Arbitrary<Scenario> {
  return fc.record({
    chosen: fc.constantFrom(...settings),
    loggedIn: fc.boolean(),
    prompt: fc.boolean(),
    happenings: fc.array(fc.oneof(...kinds), { maxLength: LONGEST }).map((all) => all.flat()),
  })
}

export function serverScenarios(material: Material): fc.Arbitrary<Scenario> {
  const push = pushes(material)
  return lives(material, push, push, push, hears, answers, time)
}

export function clientScenarios(material: Material): fc.Arbitrary<Scenario> {
  const push = pushes(material)
  return lives(material, push, push, says, time)
}

/** A life that went wrong, as a finding tells it. */
export function describeScenario({ chosen, loggedIn, prompt, happenings }: Scenario): string {
  const start = `${chosen.name}, ${loggedIn ? 'logged in' : 'not logged in'}`
  const engine = prompt ? '' : ', late answers'
  return `${start}${engine}: ${happenings.map(showHappening).join(' | ')}`
}

function showHappening(happening: Happening): string {
  switch (happening.does) {
    case 'push':
      return `push ${showBytes(happening.bytes)}`
    case 'hear':
      return `hear ${showValue(happening.event)}`
    case 'say':
      return `say ${showValue(happening.command)}`
    case 'answer':
      return `answer ${happening.error ?? 'ok'}`
    case 'pass':
      return `${happening.milliseconds} ms pass`
    case 'wake':
      return 'its time to wake comes'
  }
}
