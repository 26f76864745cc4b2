import type { Happened, ProgramEnd } from '@parley/kit'

/** What is tried in a cell, in this order, and the letter that stands for a failure of it. */
export const stepLetters = { login: 'L', list: 'l', out: 'o', in: 'i', goodbye: 'g' } as const

export type StepName = keyof typeof stepLetters

export const stepNames: readonly StepName[] = ['login', 'list', 'out', 'in', 'goodbye']

/** What each step is about, for a reader. */
export const stepWords = {
  login: 'logs in',
  list: 'lists who is online',
  out: 'sends a message',
  in: 'is sent a message',
  goodbye: 'says goodbye',
} as const satisfies Record<StepName, string>

export interface Step {
  readonly name: StepName
  /** `skip`: what came before has failed. `absent`: the client has no such thing. */
  readonly verdict: 'pass' | 'fail' | 'skip' | 'absent'
  /** Why it failed or was not tried. */
  readonly why: string | undefined
  /** In words; where it has failed. */
  readonly expected: string | undefined
  /** What came instead; undefined: nothing. */
  readonly came: Uint8Array | undefined
  /** Whether it failed for a text of another alphabet, and not for plain ASCII. */
  readonly onlyPlain: boolean
  /** Of one that has failed: to whom several frames came in one piece meanwhile. */
  readonly joined?: readonly PartySide[]
  /** When it began, since the cell did, and how long it took; in milliseconds. */
  readonly begun: number
  readonly time: number
}

/** What a server has done that no conversation asks for. */
export interface ServerNews {
  /** How it has ended by itself. */
  readonly end?: ProgramEnd | undefined
  /** It uses a whole processor though nobody is connected. */
  readonly spins?: true
}

/** One conversation of a client with a server, and a user of ours on the same server. */
export interface Conversation {
  /** The names under which the two were logged in. */
  readonly names: { readonly client: string; readonly counterpart: string }
  readonly steps: readonly Step[]
  /**
   * Wires `client` and `counterpart`: `sent` to the server, `came` from it. What was typed at the
   * client and shown by it has no wire.
   */
  readonly log: readonly Happened[]
  /** In milliseconds. */
  readonly time: number
  /** Whether anybody had been with the server since it was started. */
  readonly condition: 'fresh' | 'used'
  /** What the server has done besides. */
  readonly server: ServerNews
  /** Names that the server still listed when those of that name had gone. */
  readonly keptNames: readonly string[]
}

export type PartySide = 'client' | 'server'

/** A program of somebody’s. `counterpart`: the dialect of our user there, where it is not the client’s. */
export interface Party {
  readonly name: string
  /** Undefined: every one. */
  readonly dialect: string | undefined
  readonly counterpart?: string
}

/** A MUST that a party breaks, and how that showed. */
export interface BrokenRule {
  readonly id: string
  readonly sentence: string
  readonly title: string
  readonly expected: string
  readonly came: Uint8Array | undefined
  readonly why: string
  /** Whether it was found where several messages came in one piece. */
  readonly isOfJoined?: boolean
}

/** What one party has to do with a failure. */
export interface Evidence {
  readonly side: PartySide
  readonly name: string
  /** Why the same step failed with our own other side; undefined where it did not. */
  readonly alone: string | undefined
  /** Those of the step’s kind first, and of these the first section. */
  readonly rules: readonly BrokenRule[]
}

/** Whose fault it is that a step failed. */
export interface Blame {
  readonly step: StepName
  /** `together`: each of the two does it right with our own other side. */
  readonly whose: PartySide | 'both' | 'together'
  readonly evidence: readonly Evidence[]
}

/**
 * `flaky`: right at times. `fresh`: right on a server that was just started, and not after the cells before
 * it.
 */
export type CellVerdict = 'right' | 'wrong' | 'flaky' | 'fresh'

export interface Cell {
  /** Its place among all cells, from 1. */
  readonly number: number
  readonly client: string
  readonly server: string
  readonly dialect: string
  readonly runs: readonly Conversation[]
  readonly verdict: CellVerdict
  /** The steps that failed in some run. */
  readonly failing: readonly StepName[]
  readonly blames: readonly Blame[]
  /** Runs this cell alone again. */
  readonly command: string
}

/** A party with our own other side. */
export interface AloneRun {
  readonly side: PartySide
  readonly name: string
  /** What the client speaks. */
  readonly dialect: string
  readonly conversation: Conversation
}

export interface MatrixReport {
  readonly state: 'running' | 'whole'
  /** In milliseconds since the epoch. */
  readonly started: number
  /** In milliseconds. */
  readonly time: number
  readonly clients: readonly Party[]
  readonly servers: readonly Party[]
  /** How many cells there are in all. */
  readonly total: number
  readonly cells: readonly Cell[]
  readonly alone: readonly AloneRun[]
}

/** Steps that failed, in the order of the steps. */
export function failingSteps(runs: readonly Conversation[]): readonly StepName[] {
  return stepNames.filter((name) => runs.some((run) => stepOf(run, name)?.verdict === 'fail'))
}

export function stepOf({ steps }: Conversation, name: StepName): Step | undefined {
  return steps.find((step) => step.name === name)
}

/** Whether all is right that the client has. */
export function isRight({ steps }: Conversation): boolean {
  return steps.every(({ verdict }) => verdict === 'pass' || verdict === 'absent')
}

export function passedSteps({ steps }: Conversation): number {
  return steps.filter(({ verdict }) => verdict === 'pass').length
}

/** Of several runs those that tell about the two: what failed on a used server alone does not. */
export function countedRuns(runs: readonly Conversation[]): readonly Conversation[] {
  const isTriedFresh = runs.some(({ condition }) => condition === 'fresh')
  return runs.filter((run) => !isTriedFresh || run.condition === 'fresh' || isRight(run))
}

/** What several runs of one cell come to. */
export function verdictOf(runs: readonly Conversation[]): CellVerdict {
  const counted = countedRuns(runs)
  const right = counted.filter(isRight).length
  if (right === counted.length) return counted.length === runs.length ? 'right' : 'fresh'
  return right === 0 ? 'wrong' : 'flaky'
}

/** Whether the two work with each other. */
export function works({ verdict }: Pick<Cell, 'verdict'>): boolean {
  return verdict === 'right' || verdict === 'fresh'
}

const notTried = 'n'
const onlyAscii = 'é'
const notEachTime = '~'
const whenFresh = '*'

/** The marks beside the letters of a cell, and what they mean. */
export const signMarks = [
  { mark: notTried, means: 'what comes after was not tried' },
  { mark: onlyAscii, means: 'fails only with letters beyond ASCII' },
  { mark: notEachTime, means: 'not each time' },
  { mark: whenFresh, means: 'right when tried again on a server that was just started' },
] as const

/**
 * `✓`, and `✓*` where that is so only when tried again, on a server that was just started; or the letters
 * of the steps that failed, with `n` where others were not tried, with `é` where all that failed is right
 * for plain ASCII, and `~` before those of a cell that is right at times.
 */
export function cellSign({ verdict, failing, runs }: Pick<Cell, 'verdict' | 'failing' | 'runs'>) {
  if (verdict === 'right') return '✓'
  if (verdict === 'fresh') return `✓${whenFresh}`
  const letters = failing.map((name) => stepLetters[name]).join('')
  const counted = countedRuns(runs)
  const steps = counted.flatMap((run) => run.steps)
  const failed = steps.filter((step) => step.verdict === 'fail')
  const isLeftOut = steps.some((step) => step.verdict === 'skip')
  const isAscii = failed.length > 0 && failed.every(({ onlyPlain }) => onlyPlain)
  const marks = `${isLeftOut ? notTried : ''}${isAscii ? onlyAscii : ''}`
  return `${verdict === 'flaky' ? notEachTime : ''}${letters}${marks}`
}

/** `client × server`, as a cell is called. */
export function cellName({ client, server }: Pick<Cell, 'client' | 'server'>): string {
  return `${client} × ${server}`
}
