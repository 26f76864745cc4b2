/** The lines with which a client says the commands of the contract. */
import { Buffer } from 'node:buffer'
import { type Audience, type Command, type Form, isName, isRoomName } from '@parley/contract'
import { LOBBY } from '../names.ts'
import { longestText, type Options } from '../options.ts'
import { channelOf } from '../rooms.ts'
import { clientLine } from '../serializer.ts'
import { ACTION, heardText } from '../text.ts'

/** A command that this dialect can say. */
export type Asked =
  | 'login'
  | 'logout'
  | 'send'
  | 'broadcast'
  | 'list'
  | 'block'
  | 'unblock'
  | 'rename'
  | 'away'
  | 'joinRoom'
  | 'leaveRoom'

export interface Said {
  readonly kind: Asked
  /** The nickname or channel that it is about. */
  readonly target: string
  readonly line: string
}

/** Undefined where it cannot be said. A login is several lines: `loginLines`. */
export function commandLine(command: Command, options: Options): Said | undefined {
  const { kind } = command
  switch (kind) {
    case 'logout':
      return { kind, target: '', line: clientLine('QUIT', [], command.reason) }
    case 'send': {
      const { to, text, form } = command
      return isName(to) ? message(kind, to, text, form, options) : undefined
    }
    case 'broadcast': {
      const channel = channelOf(command)
      return isChannel(channel)
        ? message(kind, channel, command.text, command.form, options)
        : undefined
    }
    case 'list': {
      const channel = channelOf(command)
      return ofChannel(kind, channel, clientLine('NAMES', [channel]))
    }
    case 'block':
    case 'unblock': {
      const { name } = command
      if (!isName(name)) return undefined
      const sign = kind === 'block' ? '+' : '-'
      return { kind, target: name, line: clientLine('SILENCE', [`${sign}${name}!*@*`]) }
    }
    case 'rename': {
      const { name } = command
      return isName(name) ? { kind, target: name, line: clientLine('NICK', [name]) } : undefined
    }
    case 'away': {
      const { text = '' } = command
      return isLine(text) ? { kind, target: '', line: clientLine('AWAY', [], text) } : undefined
    }
    case 'joinRoom':
      return ofChannel(kind, command.room, clientLine('JOIN', [command.room]))
    case 'leaveRoom': {
      const { room, reason = '' } = command
      return isLine(reason) ? ofChannel(kind, room, clientLine('PART', [room], reason)) : undefined
    }
    default:
      return undefined
  }
}

/** 2.2, 2.7: USER is said once on a connection. Undefined where the name or password cannot be said. */
export function loginLines(
  name: string,
  password: string | undefined,
  hasIntroduced: boolean,
): readonly string[] | undefined {
  if (!/^[^\s:\0][^\s\0]*$/u.test(name) || (password !== undefined && !isLine(password))) {
    return undefined
  }
  return [
    ...(password === undefined || password === '' ? [] : [clientLine('PASS', [], password)]),
    clientLine('NICK', [name]),
    ...(hasIntroduced ? [] : [clientLine('USER', ['parley', '0', '*'], name)]),
  ]
}

function message(
  kind: 'send' | 'broadcast',
  target: string,
  text: string,
  form: Form | undefined,
  options: Options,
): Said | undefined {
  const audience: Audience = kind === 'send' ? 'one' : 'everyone'
  if (heardText(text, options.strict) === '' || !isLine(text) || text.startsWith('\x01')) {
    return undefined
  }
  if (Buffer.byteLength(text.toWellFormed()) > longestText(options, audience)) return undefined
  const whole = form === 'action' ? ACTION.start + text + ACTION.end : text
  const line = clientLine(form === 'notice' ? 'NOTICE' : 'PRIVMSG', [target], whole)
  return { kind, target, line }
}

function ofChannel(kind: Asked, channel: string, line: string): Said | undefined {
  return isChannel(channel) ? { kind, target: channel, line } : undefined
}

function isChannel(channel: string): boolean {
  return channel === LOBBY || isRoomName(channel)
}

function isLine(text: string): boolean {
  return !/[\0\r\n]/.test(text)
}
