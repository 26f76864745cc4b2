/**
 * Makes a dialect wrong on purpose, so that the checks of the dialect have something to find. Each
 * function gives a dialect that is as the one before but for one thing.
 *
 * @example
 * const forgetful = serverWrites(dialect, (frame) => [String(frame).replace('\n', '')])
 */

export { clientReads, clientWrites, terminalShows } from './client.ts'
export { LineBehind, TerminalLineBehind } from './lines.ts'
export { type AnyFrame, serverAsks, serverHears, serverReads, serverWrites } from './server.ts'
export { mangled } from './splitters.ts'
