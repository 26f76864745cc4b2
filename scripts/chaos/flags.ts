import { parseArgs } from 'node:util'

/** What a run is asked for. */
export interface Plan {
  readonly minutes: number
  /** Connections in all, abusers among them. */
  readonly clients: number
  readonly seed: number
}

const usage = `npm run chaos -- [--minutes 10] [--clients 500] [--seed N]

  --minutes  how long the traffic goes on, 0.05 to 120 (10)
  --clients  connections in all, 12 to 2000, of which 35 % are abusers (500)
  --seed     a whole number; the same one gives the same kinds of abuse in the same order (the time)
`

interface Range {
  readonly least: number
  readonly most: number
  readonly whole: boolean
}

const ranges = {
  minutes: { least: 0.05, most: 120, whole: false },
  clients: { least: 12, most: 2000, whole: true },
  seed: { least: 0, most: 2 ** 31, whole: true },
} as const satisfies Record<keyof Plan, Range>

/** A flag is wrong; the message says which, and what was expected. */
export class FlagError extends Error {}

/** The plan; a text to print where help is asked for. Throws where a flag is wrong. */
export function readFlags(args: readonly string[]): Plan | string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      clients: { type: 'string', default: '500' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return usage
  return {
    minutes: numberFrom('minutes', values.minutes),
    clients: numberFrom('clients', values.clients),
    seed: numberFrom('seed', values.seed),
  }
}

function numberFrom(flag: keyof Plan, text: string): number {
  const { least, most, whole }: Range = ranges[flag]
  const value = Number(text)
  const fits = text.trim() !== '' && value >= least && value <= most
  if (fits && (!whole || Number.isInteger(value))) return value
  const kind = whole ? 'a whole number' : 'a number'
  throw new FlagError(`--${flag}: expected ${kind} from ${least} to ${most}, got "${text}"`)
}
