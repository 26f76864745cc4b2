import { type CommandOf, isName, isRoomName } from '@parley/contract'
import { cleanText } from '@parley/framing'
import type { Options } from '../options.ts'
import { NAME_ROOM, widthOf } from '../serializer.ts'
import type { Said } from './own-copies.ts'

/** A `msg` as it is sent. */
export interface MessageRequest extends Said {
  readonly kind: 'send' | 'broadcast'
  readonly content: string
  /** Bytes left free, so that the limit does not depend on the length of a name. */
  readonly spare: number
}

/** A text as the server forwards it. */
export function asSaid(text: string, { strict }: Pick<Options, 'strict'>): string {
  return (strict ? text : cleanText(text)).trimEnd()
}

/**
 * What is sent for a message; undefined: it cannot be said. An empty text is none (3.11), and a text that
 * 6.1 would send to one user, or 6.7 to a room, cannot be sent to everyone.
 */
export function messageRequest(
  command: CommandOf<'send' | 'broadcast'>,
  options: Options,
): MessageRequest | undefined {
  const { text } = command
  const copy = asSaid(text, options)
  if (copy === '') return undefined
  if (command.kind === 'send') return toOne(command.to, text, options)
  const { kind, room } = command
  if (room === undefined) {
    const isForOthers = !options.strict && isCalling(copy)
    return isForOthers ? undefined : { kind, text: copy, content: text, spare: 0 }
  }
  if (options.strict || !isRoomName(room)) return undefined
  const content = `${room} ${text}`
  return { kind, text: copy, room, whole: asSaid(content, options), content, spare: 0 }
}

/** 6.1. */
function toOne(to: string, text: string, options: Options): MessageRequest | undefined {
  if (options.strict || !isName(to)) return undefined
  const content = `@${to} ${text}`
  const spare = Math.max(0, NAME_ROOM - widthOf(to))
  return { kind: 'send', text: asSaid(content, options), content, spare }
}

function isCalling(text: string): boolean {
  const first = text.slice(0, Math.max(0, text.indexOf(' ')))
  return isRoomName(first) || (first.startsWith('@') && isName(first.slice(1)))
}
