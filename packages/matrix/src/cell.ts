import type { Dialect } from '@parley/contract'
import type { Credential, Driver, StartProgram, Target } from '@parley/kit'
import { type Conversation, type Step, stepNames } from './results.ts'

/** A client as a cell starts and uses it. */
export interface ClientPlayer {
  readonly dialect: Dialect
  readonly start: StartProgram
  readonly driver: Driver
  /** What is typed to be shown what waits; empty: it is shown by itself. */
  readonly poll: string
  /** Whether it may be logged in without a welcome, where the server lists it: its words differ. */
  readonly isListedEnough?: boolean
  /** The only port that it can connect to. */
  readonly port?: number | undefined
}

/** Where and as whom our own user takes part. */
interface CounterpartPlayer {
  readonly dialect: Dialect
  readonly options: unknown
  readonly place: Target
}

export interface CellRun {
  /** `options`: of its dialect, as the server has them. */
  readonly client: ClientPlayer & { readonly options: unknown }
  /** Where the server takes the client. */
  readonly place: Target
  /** `reset`: a connection that the server has ended is reset, so that its port is free again. */
  readonly ending: 'end' | 'reset'
  readonly counterpart: CounterpartPlayer
  readonly accounts: { readonly client: Credential; readonly counterpart: Credential }
  /** Tells the texts of this cell from those of others. */
  readonly token: string
  /** Whether a client that asks who is online is shown itself too. */
  readonly listsSelf: boolean
  /** Whether it is looked which names the server still lists of those who have gone: it has no others. */
  readonly looksForNames: boolean
  readonly clock: () => number
}

/** The conversation that could not be, since there is no server. */
export function unreached(names: Conversation['names'], why: string): Conversation {
  const expected = 'the server takes connections'
  const steps = stepNames.map((name): Step => {
    const step = { name, came: undefined, onlyPlain: false, begun: 0, time: 0 }
    return name === 'login'
      ? { ...step, verdict: 'fail', why, expected }
      : { ...step, verdict: 'skip', why: 'the client was not logged in', expected: undefined }
  })
  return { names, steps, log: [], time: 0, keptNames: [], condition: 'used', server: {} }
}
