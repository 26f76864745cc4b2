import type { Pattern, Slot } from './pattern.ts'

/** A slot that whoever runs a replay has asked for: what fits the form. */
export interface AskedSlot {
  /** Slots of one name that were recorded with one value keep one value; `any` does not. */
  readonly name: string
  /** The source of a regular expression. */
  readonly form: string
}

/** What of a recording can be recognised in its frames. */
export interface Places {
  readonly addresses: ReadonlySet<string>
  readonly ports: ReadonlySet<string>
}

/** A kind of slot by what it looks like. */
interface Kind {
  readonly name: string
  /** Where it stands, as a regular expression whose group `v` is the value. */
  readonly where: string
  readonly form: string
  readonly isKept: boolean
}

const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const clock = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[AaPp][Mm])?`
const zone = String.raw`(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?`

/** Times as programs write them: with the form that another time of the same program has. */
const times: readonly string[] = [
  String.raw`\d{4}-\d{2}-\d{2}[T ]${clock}${zone}`,
  `${day},? \\d{1,2} ${month} \\d{4} ${clock}${zone}`,
  `${day} ${month} [ \\d]\\d ${clock}(?: [A-Z]{3,4})? \\d{4}`,
  `${month} [ \\d]?\\d,? \\d{4}`,
  String.raw`\d{4}-\d{2}-\d{2}`,
  String.raw`\d{2}[./]\d{2}[./]\d{4}`,
  clock,
]

/** Seconds since the epoch, also with a fraction, and milliseconds: with so many digits until 2286. */
const epochs: readonly string[] = [
  String.raw`\d{10}\.\d{1,9}`,
  String.raw`\d{13}`,
  String.raw`\d{10}`,
]

const before = String.raw`(?<![\d.])`
const behind = String.raw`(?![\d]|\.\d)`
const address = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]+(?:\d{1,3}(?:\.\d{1,3}){3})?)`

const kinds: readonly Kind[] = [
  ...times.map((form) => ({
    name: 'time',
    where: `(?<![\\d:.])(?<v>${form})(?![\\d:])`,
    form,
    isKept: false,
  })),
  ...epochs.map((form) => ({
    name: 'time',
    where: `${before}(?<v>${form})${behind}`,
    form,
    isKept: false,
  })),
  {
    name: 'port',
    where: `(?:${address}[^\\w]{1,8}|port[^\\d\\n]{1,16})(?<v>\\d{4,5})(?!\\d)`,
    form: String.raw`\d{1,5}`,
    isKept: true,
  },
]

/** The forms of slots that a person writes into a recording. */
const written: Readonly<Record<string, string>> = {
  time: [...times.slice(0, -1), ...epochs, clock].join('|'),
  port: String.raw`\d{1,5}`,
  address,
  number: String.raw`-?\d+`,
  name: String.raw`[^\s,;:"'|\\]+`,
  any: '.*?',
}

const inBraces = String.raw`\{(?<name>${Object.keys(written).join('|')})(?::(?<label>\w+))?\}`

/** A day, in milliseconds: a number of that many digits is a time where it is so near to its frame. */
const NEAR = 2 * 86_400_000

/** Finds what may be another value in the next run. Holds what the played side has said itself. */
export class SlotFinder {
  readonly #asked: readonly AskedSlot[]
  readonly #places: Places
  /** What the played side has said before it was heard: it comes back as it was. */
  readonly #said = new Set<string>()
  readonly #heard = new Set<string>()

  constructor(places: Places, asked: readonly AskedSlot[]) {
    this.#places = places
    this.#asked = asked
  }

  /** A text that the played side says now. Gives what it repeats of what it has heard. */
  say(text: string): readonly string[] {
    const values = new Set(this.#found(text, undefined).map(({ slot }) => slot.recorded))
    for (const value of values) if (!this.#heard.has(value)) this.#said.add(value)
    return [...values].filter((value) => this.#heard.has(value))
  }

  /**
   * The pattern of a frame that the other side has said. `time`: when, in milliseconds since the epoch,
   * where that is known.
   */
  hear(text: string, time?: number): Pattern {
    const pattern: (string | Slot)[] = []
    let from = 0
    for (const { at, slot } of this.#found(text, time)) {
      if (at < from || this.#said.has(slot.recorded)) continue
      this.#heard.add(slot.recorded)
      if (at > from) pattern.push(text.slice(from, at))
      pattern.push(slot)
      from = at + slot.recorded.length
    }
    if (from < text.length || pattern.length === 0) pattern.push(text.slice(from))
    return pattern
  }

  /** In the order of their places; of two at one place that comes first which is asked for. */
  #found(text: string, time: number | undefined): readonly Found[] {
    const all = [
      ...this.#asked.flatMap(({ name, form }) => asked(text, name, form)),
      ...writtenSlots(text),
      ...kinds.flatMap((kind) => ofKind(text, kind, time)),
      ...this.#placesIn(text),
    ]
    return all.sort((one, other) => one.at - other.at)
  }

  #placesIn(text: string): readonly Found[] {
    const found: Found[] = []
    for (const { index, 0: value } of text.matchAll(/(?<![\w.:])[\da-f]*[:.][\da-f:.]+(?!\w)/g)) {
      const isPlace = this.#places.addresses.has(value)
      if (isPlace) found.push(keyed(index, 'address', address, value))
    }
    for (const { index, 0: value } of text.matchAll(/(?<![\w.])\d{4,5}(?![\w.])/g)) {
      const form = String.raw`\d{1,5}`
      if (this.#places.ports.has(value)) found.push(keyed(index, 'port', form, value))
    }
    return found
  }
}

interface Found {
  readonly at: number
  readonly slot: Slot
}

function keyed(at: number, name: string, form: string, recorded: string): Found {
  return { at, slot: { name, form, key: `${name} ${recorded}`, recorded } }
}

function asked(text: string, name: string, form: string): readonly Found[] {
  return [...text.matchAll(new RegExp(form, 'gs'))].flatMap(({ index, 0: recorded }) => {
    if (recorded === '') return []
    const key = name === 'any' ? undefined : `${name} ${recorded}`
    return [{ at: index, slot: { name, form: `(?:${form})`, key, recorded } }]
  })
}

/** Slots that were written into the recording: those with a label have one value. */
function writtenSlots(text: string): readonly Found[] {
  return [...text.matchAll(new RegExp(inBraces, 'g'))].flatMap(({ index, 0: recorded, groups }) => {
    const { name = 'any', label } = groups ?? {}
    const key = label === undefined ? undefined : `{${name}:${label}}`
    const shown = label === undefined ? name : `${name}:${label}`
    const form = `(?:${written[name] ?? '.*?'})`
    return [{ at: index, slot: { name: shown, form, key, recorded } }]
  })
}

function ofKind(text: string, kind: Kind, time: number | undefined): readonly Found[] {
  return [...text.matchAll(new RegExp(kind.where, 'dgi'))].flatMap(({ indices, groups }) => {
    const recorded = groups?.v ?? ''
    const at = indices?.groups?.v?.[0] ?? 0
    if (!isPlausible(recorded, time)) return []
    if (kind.isKept) return [keyed(at, kind.name, kind.form, recorded)]
    return [{ at, slot: { name: kind.name, form: kind.form, key: undefined, recorded } }]
  })
}

/** A number of many digits is a time where it is one of about the time at which it was said. */
function isPlausible(value: string, time: number | undefined): boolean {
  if (time === undefined || !/^\d{10}/.test(value)) return true
  const milliseconds = /^\d{13}$/.test(value) ? Number(value) : 1000 * Number(value)
  return Math.abs(milliseconds - time) < NEAR
}
