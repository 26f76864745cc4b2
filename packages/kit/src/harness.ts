import type { Check, ClientStage } from '@parley/contract'
import type { Side } from './findings.ts'
import type { ServerProgram } from './server-program.ts'
import type { Attempt, CommonStage, Target } from './stage.ts'
import type { AdaptiveTimeouts } from './timeouts.ts'

/** A stage for each attempt at a check. */
export interface Harness<AnyStage> {
  readonly side: Side
  readonly checks: readonly Check<AnyStage>[]
  readonly timeouts: AdaptiveTimeouts
  /** So many checks of a program that is slow are tried at once. */
  readonly several: number
  /** What programs of this side are known to do wrong, and the rules that this breaks. */
  readonly faults?: readonly { readonly name: string; readonly breaks: readonly string[] }[]
  /** What is to be done before the first check; an error of it ends the run. */
  begin?(): Promise<void>
  /** The program, where the kit starts it itself. */
  readonly program?: ServerProgram
  /** Where the server is, that it may be probed. */
  place?(): Target
  /** Whether a program that has been gone takes connections again. */
  isBack?(): Promise<boolean>
  /** Ends what the harness has started, and starts nothing more; `soon`: within a second. */
  close?(how?: 'in time' | 'soon'): Promise<void>
  open(attempt: Attempt): Promise<{
    readonly stage: AnyStage
    readonly common: CommonStage<unknown, unknown>
    /** What is done with the program before the check; may end it. */
    begin(): Promise<void>
    /** The user of the program goes. */
    leave?(): void
    /** Ends what belongs to the stage apart from its connections. */
    close(): Promise<void>
  }>
}

/** The harness of a client. */
export interface ClientHarness extends Harness<ClientStage<unknown, unknown>> {
  /**
   * Starts the client once, before the first check. Throws a `ProgramTrouble` where it ends before it
   * has connected. `limit`: how long it is waited for, in milliseconds.
   */
  tryStart(limit: number): Promise<void>
  close(): Promise<void>
}
