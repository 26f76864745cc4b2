import type { Dialect, Fault, Line, TerminalLine } from '@parley/contract'
import { faultOf, type Mutation, serverWrites, terminalSession } from '@parley/faulty'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type VuFault = Fault<Dialect<Request, Reply, Options>>

/** Changes what the server writes, given the user of the connection. */
export function changeServerOutputByUser(
  change: (line: string, name: string) => readonly string[],
): Mutation {
  const names = new WeakMap<Line, string>()
  return (dialect) =>
    serverWrites(dialect, (frame, line) => {
      const text = String(frame)
      if (text.startsWith('HELLO ')) names.set(line, text.slice(6, -1))
      return change(text, names.get(line) ?? '')
    })
}

/** Changes each typed line; undefined: drops it. */
function changeTypedLines(
  open: () => (typed: string, line: TerminalLine) => string | undefined,
): Mutation {
  return (dialect) =>
    terminalSession(dialect, (session, line) => {
      const change = open()
      return {
        typed(typed) {
          const other = change(typed, line)
          if (other === undefined) line.prompt('')
          else session.typed(other)
        },
      }
    })
}

export const outputByUserFault = faultOf(changeServerOutputByUser)
export const typedFault = faultOf(changeTypedLines)
