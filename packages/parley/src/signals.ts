import { closeSync, openSync } from 'node:fs'

const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

type Signal = keyof typeof numbers

/** Whether the process has a terminal that could be closed. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r+'))
    return true
  } catch {
    return false
  }
}

/**
 * The first signal to end; a second one ends the process at once. With `reload`, SIGHUP asks for that
 * instead, unless it comes because the terminal was closed in which the program was started.
 */
export function firstSignal(reload?: () => void): Promise<Signal> {
  const hadTerminal = hasTerminal()
  return new Promise((resolve) => {
    let first = true
    const heard = (signal: Signal) => {
      if (first) resolve(signal)
      else process.exit(128 + numbers[signal])
      first = false
    }
    process.on('SIGHUP', () => {
      const isClosed = hadTerminal && !hasTerminal()
      if (reload === undefined || isClosed || !first) heard('SIGHUP')
      else reload()
    })
    process.on('SIGINT', () => heard('SIGINT'))
    process.on('SIGTERM', () => heard('SIGTERM'))
  })
}
