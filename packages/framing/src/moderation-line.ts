import type { CommandOf } from '@parley/contract'

/** Who is put out, kept out or let in again, in the words of a line. */
export type ModerationLine = Omit<CommandOf<'ban'>, 'kind'>

/** Whether a number of minutes may stand before the reason. */
type Length = 'timed' | 'untimed'

const MINUTE = 60_000

/** 19 years of minutes: more than anybody needs, and no number that would overflow. */
const minutes = /^\d{1,7}$/

/**
 * Reads `bob`, `bob #tea`, `bob #tea too loud`, and where it is `timed` also `bob #tea 10 too loud`. Without
 * a room the lobby is meant; 0 minutes, or none, are for ever. Undefined where there is no name.
 */
export function readModeration(argument: string, length: Length): ModerationLine | undefined {
  const [name, behind] = cut(argument.trim())
  if (name === '') return undefined
  const [first, later] = cut(behind)
  const room = first.startsWith('#') ? first : undefined
  const rest = room === undefined ? behind : later
  const [number, words] = cut(rest)
  const isTimed = length === 'timed' && minutes.test(number)
  const time = isTimed && Number(number) > 0 ? Number(number) * MINUTE : undefined
  const reason = isTimed ? words : rest
  return { name, room, for: time, reason: reason === '' ? undefined : reason }
}

/**
 * The line that is read so; minutes are rounded up. Undefined where there is none: for a reason of
 * several lines, for one in the lobby that begins like a room.
 */
export function writeModeration(said: ModerationLine, length: Length): string | undefined {
  const { name, room, reason } = said
  const number = minutesOf(said, length)
  const words = [name, room, number, reason].filter((word) => word !== undefined).join(' ')
  const read = readModeration(words, length)
  const isSame = read?.name === name && read.room === room && read.reason === reason
  return isSame && !/[\r\n]/.test(words) ? words : undefined
}

function minutesOf({ for: time, reason }: ModerationLine, length: Length): string | undefined {
  if (length === 'untimed') return undefined
  if (time !== undefined) return String(Math.max(1, Math.ceil(time / MINUTE)))
  return reason !== undefined && minutes.test(cut(reason)[0]) ? '0' : undefined
}

/** The first word, and what follows the blanks behind it. */
function cut(text: string): readonly [string, string] {
  const end = text.indexOf(' ')
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end).trimStart()]
}
