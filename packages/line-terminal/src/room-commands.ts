/** What is typed of rooms and by moderators, and what is shown once it is done. */
import type { CommandOf } from '@parley/contract'
import type { Typed, Verb } from './verbs.ts'

const MINUTE = 60_000

type RoomCommand = CommandOf<
  | ('broadcast' | 'list' | 'joinRoom' | 'leaveRoom' | 'rooms')
  | ('kick' | 'ban' | 'unban' | 'bans' | 'mute' | 'unmute')
>

/** Undefined where a verb is not of rooms. */
export function roomCommand({ verb, name, text, room, minutes }: Typed): RoomCommand | undefined {
  const time = minutes === undefined || minutes === 0 ? {} : { for: minutes * MINUTE }
  const reason = text === '' ? {} : { reason: text }
  const place = room === undefined ? {} : { room }
  switch (verb) {
    case 'join':
      return { kind: 'joinRoom', room: room ?? '' }
    case 'leave':
      return { kind: 'leaveRoom', room: room ?? '' }
    case 'rooms':
      return { kind: verb }
    case 'members':
      return { kind: 'list', ...place }
    case 'say':
      return { kind: 'broadcast', text, ...place }
    case 'kick':
      return { kind: verb, name, ...place, ...reason }
    case 'ban':
      return { kind: verb, name, ...place, ...time, ...reason }
    case 'mute':
      return { kind: verb, name, ...place, ...time }
    case 'unban':
    case 'unmute':
      return { kind: verb, name, ...place }
    case 'bans':
      return { kind: verb, ...place }
    default:
      return undefined
  }
}

/** Whom a command is about, else which room; '' where it is about neither. */
export function aboutWhom({ name, room = '' }: Typed): string {
  return name === '' ? room : name
}

/** What is shown once it is done; `name`: what it was about. */
export function doneInRoom(verb: Verb, name: string): string | undefined {
  switch (verb) {
    case 'join':
      return `You are in ${name}`
    case 'leave':
      return `You have left ${name}`
    case 'kick':
      return `${name} was put out`
    case 'ban':
      return `${name} is banned`
    case 'unban':
      return `${name} is not banned any more`
    case 'mute':
      return `${name} is muted`
    case 'unmute':
      return `${name} is not muted any more`
    default:
      return undefined
  }
}
