import { Buffer } from 'node:buffer'
import type { TerminalLine, TerminalSession } from '@parley/contract'
import { type AnyFrame, clientReads, clientWrites, mangled } from '@parley/faulty'
import type { Reply } from '../frames.ts'
import type { VuDialect } from './tools.ts'

/** What is written goes through this. */
export function writes(dialect: VuDialect, change: (line: string) => AnyFrame): VuDialect {
  return clientWrites(dialect, (frame) => [change(String(frame))])
}

/** What one read brings goes through this, as Latin-1. */
export function reads(dialect: VuDialect, change: (text: string) => string): VuDialect {
  return clientReads(dialect, (splitter) =>
    mangled(splitter, (chunk) => {
      const text = change(Buffer.from(chunk).toString('latin1'))
      return text === '' ? [] : [Buffer.from(text, 'latin1')]
    }),
  )
}

/** The terminal sees another line. */
export function behind(dialect: VuDialect, wrap: (line: TerminalLine) => TerminalLine): VuDialect {
  const { terminal } = dialect
  return {
    ...dialect,
    terminal: { ...terminal, open: (line, options) => terminal.open(wrap(line), options) },
  }
}

/** What is typed goes through what `open` gives; undefined: the terminal is not told. */
export function typing(
  dialect: VuDialect,
  open: () => (typed: string, line: TerminalLine) => string | undefined,
): VuDialect {
  const { terminal } = dialect
  return {
    ...dialect,
    terminal: {
      ...terminal,
      open(line, options) {
        const session = terminal.open(line, options)
        const change = open()
        const changed: TerminalSession<Reply> = {
          connected: () => session.connected(),
          typed(typed) {
            const other = change(typed, line)
            if (other === undefined) line.prompt('')
            else session.typed(other)
          },
          take: (reply) => session.take(reply),
          closed: () => session.closed(),
          leave: () => session.leave(),
          called: (news) => session.called(news),
          wake: (now) => session.wake(now),
        }
        return changed
      },
    },
  }
}
