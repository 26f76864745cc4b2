import type { AttemptResult } from './attempt-result.ts'
import type { Haste } from './attempt-runner.ts'
import { crashHint, crashOf, LIVES_ON } from './crash.ts'
import type { ProgramEvent } from './findings.ts'
import type { ProcessorTime } from './process-group.ts'
import type { ProgramEnd } from './program-end.ts'
import type { ServerProgram } from './server-program.ts'
import { passed } from './timing.ts'

/** The most events that are kept. */
const MOST_EVENTS = 20

/**
 * A check that has taken so long, in milliseconds, may have left a loop behind if the program has used a
 * processor, or waited for one, for this much of it.
 */
const LEAST_BUSY = 150
const BUSY = 0.3

/**
 * A program that dies of what a check did last takes a moment, in milliseconds; one that prints a
 * traceback longer. Where all was right it is not waited for.
 */
const DYING = 5
const LONGEST_DYING = 200

/** Where an answer has not come it has had as long as that was waited for. */
const DYING_AFTER_WAIT = 50

/** The number of an attempt gives it names of its own: also those that a fresh server has kept in a file. */
const FRESH_COUNT = 16
const SLOW_COUNT = 2

const WAS_SPOILT = 'right on a server that was just started; not after the checks before it'

type Tried = Pick<AttemptResult, 'end' | 'seen'>

/** Nothing else comes of it on another server: also of what is skipped without a connection. */
function isFinal({ end, seen }: Tried): boolean {
  return end.kind === 'pass' || (end.kind === 'skip' && seen.length === 0)
}

/**
 * Keeps a program that the kit has started fit for checks. What fails on a program that others have
 * used before is tried again on one that was just started, and that counts: a check is about its own
 * rule, not about what others have left behind. Without such a program each check is tried as it is.
 */
export class ProgramKeeper {
  readonly #program: ServerProgram | undefined
  readonly #clock: () => number
  readonly #events: ProgramEvent[] = []
  #isSpoilt = false

  constructor(program: ServerProgram | undefined, clock: () => number) {
    this.#program = program
    this.#clock = clock
  }

  get events(): readonly ProgramEvent[] {
    return this.#events
  }

  /**
   * What comes of a check; `attempt` gets the number of its first attempt. What was late is waited for
   * longer on a fresh program, since the first attempt may have spoilt the one that it was made with.
   * `wasLate`: it was late in an attempt beside others, which stands for the first one.
   */
  async tried(
    id: string,
    attempt: (haste: Haste, count: number) => Promise<AttemptResult>,
    wasLate = false,
  ): Promise<AttemptResult> {
    const program = this.#program
    if (program === undefined) return await attempt('again', 0)
    await this.prepare()
    if (wasLate && (program.isFresh || program.canRestart)) {
      if (!program.isFresh) await this.#start(program)
      return await this.#watched(program, id, () => attempt('slow', FRESH_COUNT))
    }
    const wasFresh = program.isFresh
    const first = await this.#watched(program, id, () => attempt('usual', 0))
    const isLate = first.mayBeLate === true
    if (isFinal(first) || (wasFresh && !isLate)) return first
    if (program.end === undefined && !program.canRestart) {
      return isLate ? await this.#watched(program, id, () => attempt('slow', SLOW_COUNT)) : first
    }
    await this.#start(program)
    const haste = isLate ? 'slow' : 'again'
    const tried = await this.#watched(program, id, () => attempt(haste, FRESH_COUNT))
    // Several attempts may have met it: the first may be why a later one was late.
    const again = { ...tried, isOnFresh: haste === 'slow' }
    if (again.end.kind !== 'pass' || wasFresh) return again
    return { ...again, remark: again.remark ?? WAS_SPOILT }
  }

  /** What comes of a check that is not tried again on a fresh program where it fails. */
  async once(id: string, attempt: () => Promise<AttemptResult>): Promise<AttemptResult> {
    const program = this.#program
    if (program === undefined) return await attempt()
    await this.prepare()
    return await this.#watched(program, id, attempt)
  }

  /** Starts the program afresh where it has ended, or may be spoilt, or each check is to have its own. */
  async prepare(): Promise<void> {
    const program = this.#program
    if (program === undefined || program.isFresh) return
    const hasEnded = program.end !== undefined
    const isWanted = this.#isSpoilt || program.isForEachCheck
    if (hasEnded || (isWanted && program.canRestart)) await this.#start(program)
  }

  /** Several checks have been tried at once. */
  spoilt(): void {
    this.#isSpoilt = true
  }

  async #start(program: ServerProgram): Promise<void> {
    await program.start()
    this.#isSpoilt = false
  }

  async #watched(
    program: ServerProgram,
    id: string,
    attempt: () => Promise<AttemptResult>,
  ): Promise<AttemptResult> {
    const begun = { at: this.#clock(), processor: program.processorTime, printed: program.printed }
    const isOnFresh = program.isFresh
    const result = { ...(await attempt()), isOnFresh }
    const { kind } = result.end
    await endsWithin(program, dyingTime(result))
    if (kind === 'fail' || kind === 'error') this.#isSpoilt = true
    const { end } = program
    if (end !== undefined) this.#happened(id, `it has ended: ${end.how}`, end.output)
    else if (await this.#isSpinning(program, begun)) {
      this.#isSpoilt = true
      this.#happened(id, 'it uses a whole processor though nobody is connected', [])
    }
    return end === undefined
      ? withException(result, program.printedSince(begun.printed))
      : endedWithin(result, end)
  }

  async #isSpinning(
    program: ServerProgram,
    begun: { readonly at: number; readonly processor: ProcessorTime | undefined },
  ): Promise<boolean> {
    const time = this.#clock() - begun.at
    const wanted = wantedOf(program.processorTime) - wantedOf(begun.processor)
    return time > LEAST_BUSY && wanted > BUSY * time && (await program.isSpinning())
  }

  #happened(check: string, what: string, output: readonly string[]): void {
    if (this.#events.length < MOST_EVENTS) this.#events.push({ check, what, output })
  }
}

function wantedOf(time: ProcessorTime | undefined): number {
  return time === undefined ? 0 : time.used + time.waited
}

function dyingTime(result: AttemptResult): number {
  if (isFinal(result)) return DYING
  const { end } = result
  return end.kind === 'fail' && end.time === 'late' ? DYING_AFTER_WAIT : LONGEST_DYING
}

/** Waits so many milliseconds at the most. */
async function endsWithin(program: ServerProgram, time: number): Promise<void> {
  for (let left = time; left > 0 && program.end === undefined; left -= DYING) await passed(DYING)
}

/** A program may live on though a thread of it has died, which explains what fails. */
function withException(result: AttemptResult, output: readonly string[]): AttemptResult {
  const { kind } = crashOf({ how: LIVES_ON, output })
  return result.end.kind === 'fail' && kind === 'exception'
    ? { ...result, exception: output }
    : result
}

/** A failure in a check in which the program has ended is about that check, whatever it met first. */
function endedWithin(result: AttemptResult, program: ProgramEnd): AttemptResult {
  const { end } = result
  if (end.kind !== 'fail') return result
  const why = `${end.flaw.why}; the server has ended: ${program.how}`
  const failed = {
    ...end,
    rule: undefined,
    gone: 'during',
    hint: crashHint(program),
    flaw: { why },
  } as const
  return { ...result, end: failed, mayBeLate: false, program }
}
