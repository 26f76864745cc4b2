import { Chat, type ChatSettings } from './chat.ts'
import type { KeyboardMode, TerminalStreams } from './keyboard.ts'

const KILLED = 130

/** What decides how lines are read and shown. */
export interface Surroundings {
  readonly isInputTerminal: boolean
  readonly isOutputTerminal: boolean
  readonly environment: {
    readonly TERM?: string | undefined
    readonly NO_COLOR?: string | undefined
  }
  /** `--colour` or `--no-colour`; undefined where neither was said. */
  readonly colour: boolean | undefined
  /** Whether the dialect’s texts are compared to the letter. */
  readonly isToTheLetter: boolean
}

/**
 * No escape sequence goes to a pipe, to a terminal that has none (`TERM=dumb`), or where the texts are
 * compared to the letter; `--colour` asks for them all the same, but never on a dumb terminal.
 */
export function appearance(around: Surroundings): { mode: KeyboardMode; colour: boolean } {
  const { isInputTerminal, isOutputTerminal, environment, isToTheLetter } = around
  const isCapable = environment.TERM !== 'dumb'
  const isScreen = isCapable && isInputTerminal && isOutputTerminal
  const isEditing = isScreen && (around.colour ?? !isToTheLetter)
  const colour = isCapable && (around.colour ?? (isEditing && !environment.NO_COLOR))
  if (isEditing) return { mode: 'editing', colour }
  return { mode: isInputTerminal ? 'plain' : 'pipe', colour }
}

/** Talks on this process’s terminal until the person leaves or the server does; gives the exit status. */
export function talk(settings: ChatSettings, colour?: boolean): Promise<number> {
  return new Promise((resolve) => {
    const chat = new Chat(settings, streamsOf(settings, colour), resolve)
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(KILLED)
        asked = true
        chat.leave()
      })
    }
  })
}

function streamsOf({ terminal }: ChatSettings, colour: boolean | undefined): TerminalStreams {
  const { stdin, stdout, stderr, env } = process
  const around = {
    isInputTerminal: stdin.isTTY === true,
    isOutputTerminal: stdout.isTTY === true,
    environment: env,
    colour,
    isToTheLetter: terminal.isToTheLetter === true,
  }
  return {
    input: stdin,
    output: stdout,
    errors: stderr,
    ...appearance(around),
    ...(stdin.isTTY ? { setRaw: (isRaw) => void stdin.setRawMode(isRaw) } : {}),
    suspend,
  }
}

/** The whole group stops, or a parent such as npx would keep the terminal to itself. */
function suspend(resumed: () => void): void {
  process.once('SIGCONT', resumed)
  process.kill(0, 'SIGTSTP')
}
