/**
 * What a person types (7.1), in any letter case; leading spaces are ignored.
 *
 *     line    = "login" SP name / "logout" / "names" / "help"
 *             / "msg" SP text
 *             / "msg" SP "@" name SP text / "@" name SP text     ; not with strict
 *             / "history" / "block" SP name / "unblock" SP name  ; not with strict
 *             / "#" name SP text, and the lines of rooms.ts      ; not with strict
 */
import { isName, isRoomName } from '@parley/contract'
import { readRoomCommand } from './rooms.ts'
import { type Command, mistake, type Typed } from './typed-line.ts'

/** Number of past messages that a terminal asks for. */
const HISTORY = 20

const NO_TEXT: Typed = mistake('Nothing was said: there is no text.')
const NO_NAME: Typed = mistake('Nothing was said: there is no name.')
const NOT_A_NAME: Typed = mistake('Nothing was said: nobody can be called so.')

/** Only Parley has it, and not when it is strict (6). */
const NOT_HERE: Typed = mistake('Nothing was said: a strict server does not have that.')

const originalUsage = 'login <name>, logout, msg <text>, names, help'

const usages = {
  original: mistake(`What was typed is not one of: ${originalUsage}`),
  extended: mistake(
    `What was typed is not one of: ${originalUsage}, @<name> <text>, history, block <name>, unblock <name>, or about rooms (/help)`,
  ),
} as const

/** Shown for a request that would be longer than `limit` bytes (8.1). */
export function tooLong(limit: number): string {
  return `Nothing was said: it is too long for a request of ${limit} bytes.`
}

const line = /^\s*(\S+)(?:\s(.*))?$/s

export function readTyped(text: string, { strict }: { readonly strict: boolean }): Typed {
  const [, word, rest = ''] = line.exec(text) ?? []
  if (word === undefined) return { kind: 'nothing' }
  if (word.startsWith('@')) return strict ? NOT_HERE : whisper(word.slice(1), rest)
  if (isRoomName(word)) return strict ? NOT_HERE : inRoom(word, rest)
  switch (word.toLowerCase()) {
    case 'login':
      return named(rest, (name) => ({ kind: 'login', name, cap: 0 }))
    case 'msg':
      return said(rest, strict)
    case 'logout':
      return alone(rest, command({ kind: 'logout' }), strict)
    case 'names':
      return isRoomName(rest.trim())
        ? extended(strict, command({ kind: 'list', room: rest.trim() }))
        : alone(rest, command({ kind: 'list' }), strict)
    case 'help':
      return alone(rest, { kind: 'help' }, strict)
    case 'history':
      return extended(strict, history(rest.trim()))
    case 'block':
      return strict ? NOT_HERE : named(rest, (name) => ({ kind: 'block', name }))
    case 'unblock':
      return strict ? NOT_HERE : named(rest, (name) => ({ kind: 'unblock', name }))
  }
  const ofRoom = readRoomCommand(word.toLowerCase(), rest.trim())
  return ofRoom === undefined ? usage(strict) : extended(strict, ofRoom)
}

function extended(strict: boolean, typed: Typed): Typed {
  return strict ? NOT_HERE : typed
}

function history(room: string): Typed {
  if (isRoomName(room)) return command({ kind: 'history', room, last: HISTORY })
  return alone(room, command({ kind: 'history', last: HISTORY }), false)
}

function inRoom(room: string, text: string): Typed {
  return text.trim() === '' ? NO_TEXT : command({ kind: 'broadcast', room, text })
}

function command(one: Command): Typed {
  return { kind: 'command', command: one }
}

function usage(strict: boolean): Typed {
  return strict ? usages.original : usages.extended
}

/** A word without an argument. */
function alone(rest: string, typed: Typed, strict: boolean): Typed {
  return rest.trim() === '' ? typed : usage(strict)
}

function named(rest: string, make: (name: string) => Command): Typed {
  const name = rest.trim()
  return name === '' ? NO_NAME : command(make(name))
}

function whisper(to: string, text: string): Typed {
  if (!isName(to)) return NOT_A_NAME
  return text.trim() === '' ? NO_TEXT : command({ kind: 'send', to, text })
}

/** 6.1, 6.7: a text that begins with @name goes to that user, and with #room to that room. */
function said(text: string, strict: boolean): Typed {
  if (text.trim() === '') return NO_TEXT
  const blank = /^[@#]/.test(text) ? text.trimEnd().indexOf(' ') : -1
  const room = text.slice(0, Math.max(0, blank))
  if (!strict && isRoomName(room)) return inRoom(room, text.slice(blank + 1))
  const to = text.startsWith('@') ? text.slice(1, Math.max(1, blank)) : ''
  if (strict || !isName(to)) return command({ kind: 'broadcast', text })
  return command({ kind: 'send', to, text: text.slice(blank + 1) })
}
