import { type ChildProcess, spawn } from 'node:child_process'
import { FolderCopy } from './folder-copy.ts'
import { freePort } from './free-port.ts'
import {
  isTimeWaiting,
  listeningPorts,
  listeningPortsAtHead,
  listeningPortsOf,
} from './listening-ports.ts'
import { OutputTail } from './output-tail.ts'
import { hasProcessGroups } from './platform.ts'
import {
  groupSockets,
  groupTime,
  isGroupRunning,
  type ProcessorTime,
  signalGroup,
} from './process-group.ts'
import { filledCommand, filledValues, pythonVariables } from './program.ts'
import { endWords, type ProgramEnd } from './program-end.ts'
import { reach } from './reach.ts'
import type { Target } from './stage.ts'
import { passed } from './timing.ts'

/** How often it is looked whether a program listens, in milliseconds. */
const LOOKING = 20

/** Every so many looks are at all sockets, those between at the head of the system's tables. */
const WHOLE_LOOK = 10

/** How long a program that is asked to end may take, in milliseconds; and where nobody waits for it. */
const ENDING = 2000
const SOON = 300

/** How long the connections of a port wait after their end, on Linux, in milliseconds. */
const TIME_WAIT = 61_000

/**
 * With nobody connected a program is watched for so long, in milliseconds, and then for twice as long: a
 * Java machine compiles for a moment. This much of both is a loop; on a busy machine, where it gets less,
 * one that never does anything but use a processor or wait for one.
 */
const WATCHING = 250
const SPINNING = 0.3
const WANTING = 0.9

/** A server that the kit starts itself. */
export interface ServerCommand {
  /** `{host}` and `{port}` stand for the place where it has to listen. */
  readonly words: readonly string[]
  /** Where it is started, in a copy of this folder. */
  readonly cwd: string
  /** Where the copies are made; undefined: where the system has temporary files. */
  readonly copies?: string | undefined
  /** Variables besides those of the kit; `{host}` and `{port}` stand for the same in their values. */
  readonly env: Readonly<Record<string, string>>
  /** Whether it is started afresh for each check. */
  readonly isForEachCheck: boolean
  /** Undefined: a free port, another at each start. */
  readonly port: number | undefined
  /** How long it may take until it listens, in milliseconds. */
  readonly wait: number
  /** So many bytes of its output are read in a second, and of its errors; undefined: all that come. */
  readonly outputRate?: number
}

/** Nothing can be tried with a program. The message says why, in a sentence without a full stop. */
export class ProgramTrouble extends Error {
  readonly output: readonly string[]

  constructor(message: string, output: readonly string[] = []) {
    super(message)
    this.output = output
  }
}

const HOST = '127.0.0.1'

/** So many free ports are tried: another program may take one before the server does. */
const MOST_PORTS = 5

/**
 * The life of a server under test: it is started, waited for, started afresh where checks have ended
 * or spoilt it, and ended with all that it has started.
 */
export class ServerProgram {
  readonly #command: ServerCommand
  readonly #output: OutputTail
  readonly #folder: FolderCopy
  #child: ChildProcess | undefined
  #howEnded: string | undefined
  #exited: Promise<void> = Promise.resolve()
  #port: number
  #isFresh = false
  #isEnding = false
  #isClosed = false
  #reusesPort = false

  constructor(command: ServerCommand) {
    this.#command = command
    this.#output = new OutputTail(command.outputRate)
    this.#folder = new FolderCopy(command.cwd, command.copies)
    this.#port = command.port ?? 0
  }

  /** Where it listens since it was started last. */
  get place(): Target {
    return { host: HOST, port: this.#port }
  }

  /** Whether it listens at the same port whenever it is started. */
  get keepsPort(): boolean {
    return this.#command.port !== undefined
  }

  get isForEachCheck(): boolean {
    return this.#command.isForEachCheck
  }

  /** Whether nothing has been tried with it since it was started. */
  get isFresh(): boolean {
    return this.#isFresh && this.#howEnded === undefined
  }

  /** How it has ended by itself; undefined while it runs. */
  get end(): ProgramEnd | undefined {
    const how = this.#howEnded
    return how === undefined ? undefined : { how, output: this.#output.lines }
  }

  /** How much it has printed, for `printedSince`. */
  get printed(): number {
    return this.#output.position
  }

  printedSince(position: number): readonly string[] {
    return this.#output.since(position)
  }

  /**
   * Whether it can be started again at once. Not where its port is a fixed one whose connections the
   * system still keeps, and it has not been seen to listen there all the same.
   */
  get canRestart(): boolean {
    return this.#reusesPort || !this.#isPortBusy
  }

  /** Something is tried with it. */
  use(): void {
    this.#isFresh = false
  }

  /**
   * Starts it, after ending the one that runs; where somebody else has taken the free port by then, at
   * another one. Throws a `ProgramTrouble` where it does not listen in time.
   */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#startOnce()
      } catch (error) {
        const isFree = this.#command.port === undefined && attempt < MOST_PORTS
        if (!isFree || !(error instanceof ProgramTrouble) || !isPortTaken(error)) throw error
      }
    }
  }

  async #startOnce(): Promise<void> {
    await this.stop()
    const { port } = this.#command
    if (port !== undefined && listeningPorts()?.has(port) === true) {
      throw new ProgramTrouble(`another program already listens on port ${port}`)
    }
    this.#port = port ?? (await freePort(HOST))
    const wasBusy = this.#isPortBusy
    const begun = Date.now()
    const cwd = await this.#folder.renew()
    if (this.#isClosed) throw new ProgramTrouble('the run was ended')
    this.#spawn(cwd)
    let spawned = begun
    for (let look = 1; !(await this.#isListening(look)); look += 1) {
      const isLate = Date.now() - spawned > this.#command.wait
      const isStuck = this.end !== undefined || isLate
      if (isStuck && this.#isPortBusy && Date.now() - begun < TIME_WAIT) {
        await this.stop()
        await passed(10 * LOOKING)
        if (this.#isClosed) throw new ProgramTrouble('the run was ended')
        this.#spawn(cwd)
        spawned = Date.now()
      } else if (this.end !== undefined) {
        await passed(LOOKING)
        const words = `the server has ended before it listened: ${this.end.how}`
        throw new ProgramTrouble(words, this.end.output)
      } else if (isLate) {
        throw await this.#notListening()
      }
      await passed(LOOKING)
    }
    this.#reusesPort ||= wasBusy && spawned === begun
    this.#isFresh = true
  }

  /** Ends it and all that it has started, for good; it is not started again. */
  async close(how: 'in time' | 'soon' = 'in time'): Promise<void> {
    this.#isClosed = true
    await this.stop(how === 'soon' ? SOON : ENDING)
    await this.#folder.remove()
  }

  /** Ends it and all that it has started, within so many milliseconds; it may be started again. */
  async stop(time = ENDING): Promise<void> {
    const pid = this.#child?.pid
    if (pid === undefined) return
    this.#isEnding = true
    signalGroup(pid, 'SIGTERM')
    const late = setTimeout(() => signalGroup(pid, 'SIGKILL'), time)
    await this.#exited
    clearTimeout(late)
    signalGroup(pid, 'SIGKILL')
    const deadline = Date.now() + time
    while (isGroupRunning(pid) && Date.now() < deadline) await passed(LOOKING / 4)
    this.#child = undefined
  }

  /** Whether it uses a whole processor though nobody is connected; takes a moment. */
  async isSpinning(): Promise<boolean> {
    return (await this.#isBusyFor(WATCHING)) && (await this.#isBusyFor(2 * WATCHING))
  }

  async #isBusyFor(time: number): Promise<boolean> {
    const before = this.processorTime
    const begun = performance.now()
    await passed(time)
    const after = this.processorTime
    if (before === undefined || after === undefined) return false
    const elapsed = performance.now() - begun
    const used = after.used - before.used
    const wanted = used + after.waited - before.waited
    return used > SPINNING * elapsed || (used > 0 && wanted > WANTING * elapsed)
  }

  /** What it has used of a processor; undefined where that is not known. */
  get processorTime(): ProcessorTime | undefined {
    const pid = this.#child?.pid
    return pid === undefined || this.#howEnded !== undefined ? undefined : groupTime(pid)
  }

  #spawn(cwd: string): void {
    const { words, env } = this.#command
    const [command = '', ...args] = filledCommand(words, this.place)
    this.#output.clear()
    this.#howEnded = undefined
    this.#isEnding = false
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...pythonVariables, ...filledValues(env, this.place) },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: hasProcessGroups(),
    })
    this.#child = child
    this.#output.follow(child.stdout)
    this.#output.follow(child.stderr)
    child.stdin.on('error', () => {})
    this.#exited = new Promise((resolve) => {
      const over = (how: string) => {
        this.#howEnded ??= this.#isEnding ? 'the kit ended it' : how
        resolve()
      }
      child.on('error', (error) => over(error.message))
      child.on('exit', (status, signal) => over(endWords(status, signal)))
    })
  }

  async #isListening(look: number): Promise<boolean> {
    if (this.#howEnded !== undefined) return false
    const ports = look % WHOLE_LOOK === 0 ? listeningPorts() : listeningPortsAtHead()
    if (ports !== undefined) return ports.has(this.#port)
    return reach(this.place).then(
      () => true,
      () => false,
    )
  }

  /** Whether connections of its fixed port are not over yet: it may end because of that. */
  get #isPortBusy(): boolean {
    return this.keepsPort && isTimeWaiting(this.#port)
  }

  async #notListening(): Promise<ProgramTrouble> {
    const seconds = this.#command.wait / 1000
    const pid = this.#child?.pid
    const others = pid === undefined ? [] : [...listeningPortsOf(groupSockets(pid))]
    const instead = others.length === 0 ? '' : `; it listens on port ${others.join(', ')} instead`
    const output = this.#output.lines
    await this.stop()
    const words = `the server does not listen on port ${this.#port} within ${seconds} s${instead}`
    return new ProgramTrouble(words, output)
  }
}

/** Whether the system did not let a program listen, as it or its last words say. */
function isPortTaken({ message, output }: ProgramTrouble): boolean {
  return /already listens|in use|EADDRINUSE/i.test([message, ...output].join(' '))
}
