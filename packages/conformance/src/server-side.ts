import type { Command, Dialect } from '@parley/contract'
import type { ServerHost } from '@parley/session-host'
import { thrown } from './findings.ts'
import type { Frames } from './frames.ts'
import type { ScriptedEngine } from './scripted-engine.ts'
import {
  connectedPair,
  isSaidByStrangers,
  LoginError,
  loginAs,
  SessionPair,
  type Setting,
  strangersPair,
  USER,
  writesOf,
} from './session-pair.ts'

/** Somebody who is connected to a server's session, with a scripted engine behind it. */
export interface Connected {
  readonly engine: ScriptedEngine
  readonly server: ServerHost
  /** Drops what has come of it so far, which a long check would keep. */
  forget(): void
}

/**
 * A dialect in one setting, as checks of its server's side get at it: through its own client, or,
 * where it has none, by bytes that are known from its transcripts or its example.
 */
export interface ServerSide {
  /** Who is logged in. */
  readonly name: string
  /** Somebody who has connected. */
  stranger(): Connected
  /** Somebody who has logged in; the engine has forgotten what was asked for that. */
  user(): Connected
  /** Which texts a message can be said with: none, one that is known, or any. */
  readonly texts: 'none' | 'one' | 'any'
  /** How messages are framed, where the dialect's tests say that. */
  readonly frames?: Frames | undefined
  /** The text with which a message can be said in any case. */
  readonly knownText: string
  /** The writes with which a client says a command; undefined where it cannot, or none is known. */
  words(command: Command): readonly Uint8Array[] | undefined
}

/** Somebody who may say the command. */
export function whoMaySay(side: ServerSide, command: Command): Connected {
  return isSaidByStrangers(command) ? side.stranger() : side.user()
}

/** The server's side of a dialect that has a client; why nobody can log in with it, where that is so. */
export function sideWithClient(dialect: Dialect, chosen: Setting): ServerSide | string {
  const pair = new SessionPair(dialect, chosen)
  try {
    pair.open()
    pair.login()
  } catch (error) {
    const why = error instanceof LoginError ? error.message : `threw ${thrown(error)}`
    return `cannot log in: ${why}, after ${pair.exchange}`
  }
  return {
    name: USER,
    texts: 'any',
    knownText: 'half',
    stranger: () => strangersPair(dialect, chosen),
    user: () => connectedPair(dialect, chosen),
    words: (command) => writesOf(dialect, chosen, command),
  }
}

/** The login that every check says. */
export const usualLogin: Command = loginAs(USER)
