import { ProgramTrouble, type ServerCommand, ServerProgram, type Target } from '@parley/kit'
import type { Aftermath, ServerLife, ServerNews } from '@parley/matrix'

/** A server that has not started so often, one time behind the other, is not tried again. */
const MOST_TROUBLE = 2

/** A server that dies of a cell takes a moment, in milliseconds; one that prints a traceback longer. */
const DYING = 50
const LONGEST_DYING = 250

/** Somebody’s server: started when it is wanted first, and afresh where it has ended or is spoilt. */
export class CommandServer implements ServerLife {
  readonly port: number | undefined
  readonly #command: ServerCommand
  readonly #program: ServerProgram
  #state: 'resting' | 'running' | 'closed' = 'resting'
  #isSpoilt = false
  #starting: Promise<void> = Promise.resolve()
  #trouble: readonly Error[] = []

  constructor(command: ServerCommand) {
    this.port = command.port
    this.#command = command
    this.#program = new ServerProgram(command)
  }

  get place(): Target {
    return this.#program.place
  }

  async begin(): Promise<'fresh' | 'used'> {
    if (this.#state === 'closed') return await new Promise<never>(() => {})
    const { isForEachCheck, end, canRestart } = this.#program
    const isWanted = (this.#isSpoilt || isForEachCheck) && !this.#program.isFresh
    const isNeeded = this.#state === 'resting' || end !== undefined
    if (isNeeded || (isWanted && canRestart)) await this.#start()
    const condition = this.#program.isFresh ? 'fresh' : 'used'
    this.#program.use()
    return condition
  }

  async after({ isRight, keepsNames }: Aftermath): Promise<ServerNews> {
    await this.#endsWithin(isRight ? DYING : LONGEST_DYING)
    const { end } = this.#program
    if (!isRight || keepsNames) this.#isSpoilt = true
    if (end !== undefined) return { end }
    if (!(await this.#program.isSpinning())) return {}
    this.#isSpoilt = true
    return { spins: true }
  }

  /** Another program of the same command, while this one rests: checks end and spoil it as they need to. */
  async another(): Promise<ServerProgram> {
    if (this.#state === 'closed') return await new Promise<never>(() => {})
    await this.rest()
    return new ServerProgram(this.#command)
  }

  async rest(): Promise<void> {
    if (this.#state !== 'running') return
    this.#state = 'resting'
    await this.#program.stop()
  }

  /** Nobody comes to it any more: who wants it waits. */
  async close(): Promise<void> {
    this.#state = 'closed'
    await this.#program.close()
    await this.#starting.catch(() => {})
    await this.#program.close()
  }

  async #start(): Promise<void> {
    const [first] = this.#trouble
    if (first !== undefined && this.#trouble.length >= MOST_TROUBLE) throw first
    this.#starting = this.#program.start()
    try {
      await this.#starting
    } catch (error) {
      if (!(error instanceof ProgramTrouble)) throw error
      const told = new Error(textOf(error))
      this.#trouble = [...this.#trouble, told]
      throw told
    }
    this.#trouble = []
    this.#isSpoilt = false
    if (this.#state !== 'closed') this.#state = 'running'
  }

  async #endsWithin(time: number): Promise<void> {
    for (let left = time; left > 0 && this.#program.end === undefined; left -= STEP) {
      await new Promise((resolve) => setTimeout(resolve, STEP))
    }
  }
}

/** Between two looks at whether it has ended, in milliseconds. */
const STEP = 10

function textOf({ message, output }: ProgramTrouble): string {
  const last = output.slice(-MOST_LINES).join(' | ')
  return last === '' ? message : `${message}; it said last: ${last}`
}

/** The most lines of its output that are shown where it does not start. */
const MOST_LINES = 3
