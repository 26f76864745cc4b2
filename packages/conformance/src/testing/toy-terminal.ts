import type { TerminalSide } from '@parley/contract'

/** What is typed goes out as it is, and what comes is shown as it is. */
export const toyTerminal: TerminalSide<string | { readonly fault: string }, unknown> = {
  help: [],
  phrases: {
    login: (name) => [`IN ${name}`],
    welcome: () => 'OK',
    send: (to, text) => [`TO ${to} ${text}`],
    list: ['WHO'],
    leave: ['OUT'],
    heard: (from, text) => `MSG ${from} ${text}`,
  },
  open: (line) => ({
    connected: () => line.prompt(''),
    typed(text) {
      line.write(`${text}\n`)
      line.prompt('')
    },
    take: (reply) => line.show(typeof reply === 'string' ? reply : reply.fault, 'plain'),
    closed: () => line.end(1),
    leave: () => line.end(0),
    called() {},
    wake() {},
  }),
}
