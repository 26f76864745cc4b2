import type { ServerDialect } from '@parley/contract'

const methods = ['carries', 'wire', 'splitter', 'serve']

/** A package of a dialect that cannot be used, and why. */
export interface Failure {
  readonly packageName: string
  readonly why: string
}

/** What is installed beside this program. */
export interface Discovered {
  /** In the order of their names. */
  readonly dialects: readonly ServerDialect[]
  readonly failures: readonly Failure[]
}

/** As in `@parley/dialect-x cannot be used: it does not export a dialect`. */
export function failureText({ packageName, why }: Failure): string {
  return `${packageName} cannot be used: ${why}`
}

/** A package with its dialect. */
export interface Loaded {
  readonly packageName: string
  readonly dialect: ServerDialect
}

/** What the module of a package exports. */
export function examined(packageName: string, module: unknown): Loaded | Failure {
  const dialect =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'dialect') : undefined
  if (dialect === undefined) return { packageName, why: 'it does not export a dialect' }
  if (isDialect(dialect)) return { packageName, dialect }
  return { packageName, why: `its dialect has no ${missingIn(dialect)}` }
}

/** Of two packages with dialects of one name the first is taken. */
export function chosenFrom(all: readonly (Loaded | Failure)[]): Discovered {
  const chosen = new Map<string, Loaded>()
  const failures: Failure[] = []
  for (const one of all) {
    if ('why' in one) failures.push(one)
    else {
      const { name } = one.dialect
      const first = chosen.get(name)
      if (first === undefined) chosen.set(name, one)
      else {
        const why = `its dialect is called ${name}, as is that of ${first.packageName}`
        failures.push({ packageName: one.packageName, why })
      }
    }
  }
  const dialects = [...chosen.values()].map(({ dialect }) => dialect)
  return { dialects: dialects.sort((one, other) => (one.name < other.name ? -1 : 1)), failures }
}

/** The first part that a dialect must have and this one has not. */
function missingIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'parts at all'
  if (typeof Reflect.get(value, 'name') !== 'string') return 'name'
  if (!Number.isInteger(Reflect.get(value, 'defaultPort'))) return 'defaultPort'
  if (typeof Reflect.get(value, 'shape') !== 'string') return 'shape'
  if (typeof Reflect.get(value, 'options') !== 'object') return 'options'
  if (typeof Reflect.get(value, 'optionNotes') !== 'object') return 'optionNotes'
  return methods.find((method) => typeof Reflect.get(value, method) !== 'function')
}

function isDialect(value: unknown): value is ServerDialect {
  return missingIn(value) === undefined
}
