/** What may be another value in each run. */
export interface Slot {
  /** As it is shown: `time` as `{time}`. */
  readonly name: string
  /** The source of a regular expression for every value that it may have. */
  readonly form: string
  /** Slots of one key have one value; undefined: each has its own. */
  readonly key: string | undefined
  /** What was recorded. */
  readonly recorded: string
}

/** A frame that is expected: texts, and slots between them. */
export type Pattern = readonly (string | Slot)[]

/** What slots of each key were when they were seen first, and what was recorded has become. */
export class Bindings {
  readonly #values = new Map<string, string>()
  readonly #replaced = new Map<string, string>()

  of(key: string | undefined): string | undefined {
    return key === undefined ? undefined : this.#values.get(key)
  }

  bind({ key, recorded }: Slot, value: string): void {
    if (key !== undefined && !this.#values.has(key)) this.#values.set(key, value)
    this.#replaced.set(recorded, value)
  }

  /** What stands now for something that was recorded; undefined where it has not been heard. */
  insteadOf(recorded: string): string | undefined {
    return this.#replaced.get(recorded)
  }
}

/** Whether a text has the pattern; where it has, its slots are bound. */
export function matches(pattern: Pattern, text: string, bindings: Bindings): boolean {
  const values = valuesIn(pattern, text, bindings, '$')
  if (values === undefined || !areApart(pattern, values, bindings)) return false
  for (const [slot, value] of values.slots) bindings.bind(slot, value)
  return true
}

/** Whether ports that are two in the recording are two here, in one frame. */
function areApart(pattern: Pattern, { slots }: Values, bindings: Bindings): boolean {
  const keys = new Map<string, string>()
  return pattern.every((part) => {
    if (typeof part === 'string' || part.name !== 'port' || part.key === undefined) return true
    const found = slots.find(([slot]) => slot.key === part.key)?.[1]
    const value = bindings.of(part.key) ?? found ?? ''
    const other = keys.get(value)
    keys.set(value, part.key)
    return other === undefined || other === part.key
  })
}

/** The offset of the first character that is wrong, for a text that does not have the pattern. */
export function differsAt(pattern: Pattern, text: string, bindings: Bindings): number {
  let at = 0
  for (let count = pattern.length; count > 0; count--) {
    const found = valuesIn(pattern.slice(0, count), text, bindings, '')
    if (found === undefined) continue
    at = found.length
    break
  }
  const parts = pattern.findIndex((_, index) => {
    return valuesIn(pattern.slice(0, index + 1), text, bindings, '') === undefined
  })
  const next = pattern[parts]
  if (next === undefined) return at
  const wanted = typeof next === 'string' ? next : (bindings.of(next.key) ?? '')
  let same = 0
  while (same < wanted.length && wanted[same] === text[at + same]) same += 1
  return at + same
}

/** The pattern for a person: a slot that is bound as its value, any other by its name in braces. */
export function patternText(pattern: Pattern, bindings: Bindings): string {
  return pattern
    .map((part) => {
      if (typeof part === 'string') return part
      return bindings.of(part.key) ?? `{${part.name}}`
    })
    .join('')
}

interface Values {
  readonly length: number
  readonly slots: readonly (readonly [Slot, string])[]
}

function valuesIn(
  pattern: Pattern,
  text: string,
  bindings: Bindings,
  end: string,
): Values | undefined {
  const slots: Slot[] = []
  const groups = new Map<string, number>()
  const source = pattern.map((part) => {
    if (typeof part === 'string') return escaped(part)
    const bound = bindings.of(part.key)
    if (bound !== undefined) return escaped(bound)
    const earlier = part.key === undefined ? undefined : groups.get(part.key)
    if (earlier !== undefined) return `\\k<s${earlier}>`
    if (part.key !== undefined) groups.set(part.key, slots.length)
    slots.push(part)
    return `(?<s${slots.length - 1}>${part.form})`
  })
  const found = new RegExp(`^${source.join('')}${end}`, 's').exec(text)
  if (found === null) return undefined
  const values = slots.map((slot, index) => [slot, found.groups?.[`s${index}`] ?? ''] as const)
  return { length: found[0].length, slots: values }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (one) => {
    return `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
