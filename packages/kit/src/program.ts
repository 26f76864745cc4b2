import { type ChildProcess, spawn } from 'node:child_process'
import { formatAddress } from '@parley/contract'
import { hasProcessGroups } from './platform.ts'
import { endWords } from './program-end.ts'
import { shellQuote } from './shell-quote.ts'
import { slowed } from './slowed.ts'
import type { Target } from './stage.ts'

/** A client that runs: what is typed goes in, what it shows comes out. */
export interface Program {
  /** Whether what it shows cannot be seen, since it was started elsewhere by hand. */
  readonly isBlind: boolean
  type(line: string): void
  /** There is no more input. */
  hangUp(): void
  /** Ends it and all that it has started. */
  kill(): Promise<void>
}

/** Is notified of what a program does. */
export interface ProgramOwner {
  shown(text: string): void
  /**
   * `status`: its exit status; -1 where it has none, as where it was killed. `how`: in words, where that
   * is more than the status.
   */
  ended(status: number, how?: string): void
}

/**
 * Has Python write to a pipe as it does to a terminal: at once, and in UTF-8. Python 2 ends a program
 * that prints another letter than ASCII's to a pipe.
 */
export const pythonVariables = { PYTHONUNBUFFERED: '1', PYTHONIOENCODING: 'utf-8' } as const

/** Starts a client of the server at that place; `folder`: in which it is started, where it is not its own. */
export type StartProgram = (place: Target, owner: ProgramOwner, folder?: string) => Program

/** How long a client that is asked to end may take, in milliseconds. */
const LAST = 500

/** How a command is run, apart from its words. */
export interface CommandSettings {
  readonly pty: boolean
  readonly cwd?: string
  /** Variables besides those of the kit; `{host}` and `{port}` stand for the place in their values. */
  readonly env?: Readonly<Record<string, string>>
  /** Whether the command knows the place by itself; else it is added to its words where it is missing. */
  readonly isPlaced?: boolean
  /** So many bytes of its output are read in a second, and of its errors; undefined: all that come. */
  readonly outputRate?: number
}

/**
 * Starts a command for each check. `{host}` and `{port}` in its words stand for the server’s place;
 * where neither occurs, nor in a variable, both are added at the end. `{host}:{port}` has brackets where the host is an
 * IPv6 address. `pty`: on a terminal of its own, which the
 * program `script` makes.
 */
export function commandProgram(
  words: readonly string[],
  { pty, cwd, env = {}, isPlaced = hasPlace(Object.values(env)), outputRate }: CommandSettings,
): StartProgram {
  const own = cwd ?? process.cwd()
  return (place, owner, folder = own) => {
    const moved = words.map((word) => movedPath(word, own, folder))
    const [command = '', ...args] = isPlaced
      ? filledCommand(moved, place)
      : commandLine(moved, place)
    const script = ['-qefc', [command, ...args].map(shellQuote).join(' '), '/dev/null']
    const [program, said] = pty ? ['script', script] : [command, args]
    const child = spawn(program, said, {
      cwd: folder,
      env: {
        ...process.env,
        ...pythonVariables,
        NO_COLOR: '1',
        TERM: 'dumb',
        ...filledValues(env, place),
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: hasProcessGroups(),
    })
    return new RunningCommand(child, owner, outputRate)
  }
}

/** A path within a folder as one within its copy; any other word as it is. */
function movedPath(word: string, folder: string, copy: string): string {
  return word.startsWith(`${folder}/`) ? copy + word.slice(folder.length) : word
}

/** Whether a program is, as far as its words tell, the same in a copy of the folder. */
export function canMove([, ...args]: readonly string[], folder: string): boolean {
  return args.every(
    (word) => !word.includes('../') && (!word.startsWith('/') || word.startsWith(`${folder}/`)),
  )
}

/** The words of a command with the place of the server in them. */
export function commandLine(words: readonly string[], { host, port }: Target): readonly string[] {
  return filledCommand(hasPlace(words) ? words : [...words, '{host}', '{port}'], { host, port })
}

/** The values of variables with the place of the server where they ask for it. */
export function filledValues(
  values: Readonly<Record<string, string>>,
  place: Target,
): Readonly<Record<string, string>> {
  const pairs = Object.entries(values)
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, filledCommand([value], place).join()]),
  )
}

/** Whether the words of a command say where the place of the server goes. */
export function hasPlace(words: readonly string[]): boolean {
  return words.some((word) => /\{(host|port)\}/.test(word))
}

/** The words with the place of the server where they ask for it. */
export function filledCommand(words: readonly string[], { host, port }: Target): readonly string[] {
  return words.map((word) =>
    word
      .replaceAll('{host}:{port}', formatAddress(host, port))
      .replaceAll('{host}', host)
      .replaceAll('{port}', String(port)),
  )
}

/**
 * A word of a command that was meant as the place of the server and is none, as `{HOST}`; other braces
 * are the command's own.
 */
export function misspeltPlace(words: readonly string[]): string | undefined {
  const meant = words.flatMap(
    (word) => word.match(/\{(host|port|hostname|ip|address|addr)\}/gi) ?? [],
  )
  return meant.find((place) => place !== '{host}' && place !== '{port}')
}

/** What is said of such a word. */
export function noSuchPlace(word: string): string {
  return `there is no placeholder ${word} in a command; there are {host} and {port}`
}

class RunningCommand implements Program {
  readonly isBlind = false
  readonly #child: ChildProcess
  readonly #gone: Promise<void>
  #state: 'running' | 'ended' = 'running'
  #isEnding = false

  constructor(child: ChildProcess, owner: ProgramOwner, outputRate: number | undefined) {
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8')
      stream?.on('data', (text: string) => owner.shown(text))
      if (stream !== null) slowed(stream, outputRate)
    }
    child.stdin?.on('error', () => {})
    this.#gone = new Promise((resolve) => {
      const over = (status: number, how: string) => {
        if (this.#state === 'ended') return
        this.#state = 'ended'
        owner.ended(status, this.#isEnding ? 'the kit ended it' : how)
        resolve()
      }
      child.on('error', (error) => {
        owner.shown(`${error.message}\n`)
        over(-1, 'it could not be started')
      })
      child.on('close', (status, signal) => over(status ?? -1, endWords(status, signal)))
    })
  }

  type(line: string): void {
    if (this.#state === 'running') this.#child.stdin?.write(`${line}\n`)
  }

  hangUp(): void {
    this.#child.stdin?.end()
  }

  async kill(): Promise<void> {
    this.#isEnding = true
    if (this.#state === 'running') await this.#end()
    this.#signal('SIGKILL')
  }

  async #end(): Promise<void> {
    this.#signal('SIGTERM')
    const late = setTimeout(() => this.#signal('SIGKILL'), LAST)
    const lost = setTimeout(() => this.#closeOutput(), 2 * LAST)
    await this.#gone
    clearTimeout(late)
    clearTimeout(lost)
  }

  /** What has left the command’s group may hold its output open as long as it likes. */
  #closeOutput(): void {
    this.#child.stdout?.destroy()
    this.#child.stderr?.destroy()
  }

  /** To all that the command has started, also where it has itself ended. */
  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child
    if (pid === undefined) return
    try {
      process.kill(-pid, signal)
    } catch {
      this.#child.kill(signal)
    }
  }
}
