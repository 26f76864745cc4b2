import type { TerminalSession } from '@parley/contract'

/** A terminal of which nothing is checked here. */
export const silentTerminal: TerminalSession<unknown> = {
  connected: () => {},
  typed: () => {},
  take: () => {},
  closed: () => {},
  leave: () => {},
  called: () => {},
  wake: () => {},
}
