import { constants } from 'node:os'

/** How a program has ended, and what it printed last. */
export interface ProgramEnd {
  /** As in `exit status 3`. */
  readonly how: string
  readonly output: readonly string[]
}

/** What people call the signals of which programs die. */
const signalWords: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'arithmetic error',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupted',
  SIGKILL: 'killed',
  SIGPIPE: 'it wrote to a closed connection',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
}

/** A shell that runs a program reports a signal as this and its number. */
const SIGNALLED = 128

/** How a program has ended, in words, as `exit status 3` and `SIGSEGV (segmentation fault)`. */
export function endWords(status: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) return named(signal)
  if (status === null) return 'it could not be started'
  const ofShell = Object.entries(constants.signals).find(
    ([, number]) => status === SIGNALLED + number,
  )
  return ofShell === undefined
    ? `exit status ${status}`
    : `exit status ${status}, as of ${named(ofShell[0])}`
}

function named(signal: string): string {
  const words = signalWords[signal]
  return words === undefined ? signal : `${signal} (${words})`
}
