/** The settings of one peer of the unreliable server: their names, bounds and spelling (7.4). */

const chances = ['DROP', 'FLIP', 'BURST', 'DELAY'] as const
const lengths = ['BURST-LEN', 'DELAY-LEN'] as const

export type ChanceName = (typeof chances)[number]
export type LengthName = (typeof lengths)[number]

/** The least and the most, both included. */
export interface Range {
  readonly lower: number
  readonly upper: number
}

export interface Settings {
  /** Probabilities, 0 to 1. */
  readonly chances: Readonly<Record<ChanceName, number>>
  /** `BURST-LEN` in bits, `DELAY-LEN` in seconds. */
  readonly lengths: Readonly<Record<LengthName, Range>>
}

/** The longest burst that can be set, in bits: as many as the largest datagram has. */
const LONGEST_BURST = 524_056

/** The longest delay that can be set, in seconds. */
export const LONGEST_DELAY = 300

const longest: Readonly<Record<LengthName, number>> = {
  'BURST-LEN': LONGEST_BURST,
  'DELAY-LEN': LONGEST_DELAY,
}

/** Nothing is harmed (7.4). */
export const defaultSettings: Settings = {
  chances: { DROP: 0, FLIP: 0, BURST: 0, DELAY: 0 },
  lengths: { 'BURST-LEN': { lower: 3, upper: 3 }, 'DELAY-LEN': { lower: 5, upper: 5 } },
}

/** A change of one setting. */
export type Change =
  | { readonly name: ChanceName; readonly value: number }
  | { readonly name: LengthName; readonly range: Range }

export function changed(settings: Settings, change: Change): Settings {
  if ('value' in change) {
    return { ...settings, chances: { ...settings.chances, [change.name]: change.value } }
  }
  return { ...settings, lengths: { ...settings.lengths, [change.name]: change.range } }
}

export function chanceNamed(text: string): ChanceName | undefined {
  return chances.find((name) => name === text)
}

export function lengthNamed(text: string): LengthName | undefined {
  return lengths.find((name) => name === text)
}

/** The words behind `SET`; undefined where they change nothing that there is. */
export function readChange([text = '', ...values]: readonly string[]): Change | undefined {
  const chance = chanceNamed(text)
  if (chance !== undefined) {
    const value = values.length === 1 ? readChance(values[0]) : undefined
    return value === undefined ? undefined : { name: chance, value }
  }
  const length = lengthNamed(text)
  if (length === undefined || values.length !== 2) return undefined
  const [lower, upper] = [readWhole(values[0]), readWhole(values[1])]
  if (lower === undefined || upper === undefined) return undefined
  if (lower > upper || upper > longest[length]) return undefined
  return { name: length, range: { lower, upper } }
}

/** What `VALUE` says of a setting: six digits behind the point, or both ends of a range. */
export function shownSetting(settings: Settings, name: ChanceName | LengthName): string {
  const chance = chanceNamed(name)
  if (chance !== undefined) return settings.chances[chance].toFixed(6)
  const length = lengthNamed(name)
  if (length === undefined) return ''
  const { lower, upper } = settings.lengths[length]
  return `${lower} ${upper}`
}

/** `0.5`, `.5`, `1e-3`: as C and Python print them. */
function readChance(text = ''): number | undefined {
  if (!/^(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,3})?$/.test(text)) return undefined
  const value = Number(text)
  return value <= 1 ? value : undefined
}

function readWhole(text = ''): number | undefined {
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined
}
