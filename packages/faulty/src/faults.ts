import type { Event, Line, TerminalLine } from '@parley/contract'
import { clientWrites, terminalShows } from './client.ts'
import {
  type AnyFrame,
  type Distortions,
  type Mutation,
  serverAsks,
  serverHears,
  serverWrites,
} from './server.ts'
import { clientInput, clientText, serverInput, serverText } from './text.ts'

/** A fault by its parts: its name, what it does, the rules it breaks, and what the mutation takes. */
export function faultOf<Taken extends readonly unknown[], Apply>(
  mutation: (...taken: Taken) => Apply,
) {
  return (name: string, what: string, breaks: readonly string[], ...taken: Taken) => {
    return { name, what, breaks, apply: mutation(...taken) }
  }
}

export const serverTextFault = faultOf(serverText)
export const serverInputFault = faultOf(serverInput)
export const clientTextFault = faultOf(clientText)
export const clientInputFault = faultOf(clientInput)
export const shownFault = faultOf(terminalShows)

type FrameChange<AnyLine> = (frame: AnyFrame, line: AnyLine) => readonly AnyFrame[]

export const serverFrameFault = faultOf(
  (change: FrameChange<Line>): Mutation =>
    (dialect) =>
      serverWrites(dialect, change),
)

export const clientFrameFault = faultOf(
  (change: FrameChange<TerminalLine>): Mutation =>
    (dialect) =>
      clientWrites(dialect, change),
)

/** What the server asks the engine is changed. */
export const askFault = faultOf(
  (distortions: Distortions): Mutation =>
    (dialect) =>
      serverAsks(dialect, distortions),
)

/** What the server hears from the engine is changed; undefined: it does not hear it. */
export const eventFault = faultOf(
  (event: (event: Event) => Event | undefined): Mutation =>
    (dialect) =>
      serverHears(dialect, { event }),
)
