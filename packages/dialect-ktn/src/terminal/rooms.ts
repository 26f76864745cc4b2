import { isRoomName } from '@parley/contract'
import { readModeration } from '@parley/framing'
import { mistake, type Typed } from './typed-line.ts'

/** Of what other servers do not do. */
const condition = 'if the server is Parley'

export const roomHelp = [
  { typed: 'join #room', does: 'come into a room, or make it', condition },
  { typed: '#room <text>', does: 'say something in a room', condition },
  { typed: 'names #room', does: 'list who is in a room', condition },
  { typed: 'history #room', does: 'show the last messages of a room', condition },
  { typed: 'leave #room', does: 'leave a room', condition },
  { typed: 'rooms', does: 'list the rooms', condition },
  { typed: 'kick <name> #room <why>', does: 'put somebody out of a room', condition },
  { typed: 'ban <name> #room 10 <why>', does: 'keep somebody out for 10 minutes', condition },
  { typed: 'unban <name> #room', does: 'let somebody in again', condition },
  { typed: 'bans #room', does: 'list who is kept out', condition },
  {
    ...{ typed: 'remove <name> #room <time>', does: 'remove the message of that time' },
    condition: `${condition}: remove bob 2016-03-14T12:34:56`,
  },
] as const

const NO_ROOM = mistake('Nothing was said: there is no room.')
const NO_NAME = mistake('Nothing was said: there is no name.')

/** A line about rooms or of a moderator (6.6, 6.8, 6.9); undefined: it is no such line. */
export function readRoomCommand(word: string, rest: string): Typed | undefined {
  switch (word) {
    case 'join':
      return isRoomName(rest) ? asked({ kind: 'joinRoom', room: rest }) : NO_ROOM
    case 'leave':
      return isRoomName(rest) ? asked({ kind: 'leaveRoom', room: rest }) : NO_ROOM
    case 'rooms':
      return rest === '' ? asked({ kind: 'rooms' }) : undefined
    case 'bans':
      if (rest === '') return asked({ kind: 'bans' })
      return isRoomName(rest) ? asked({ kind: 'bans', room: rest }) : NO_ROOM
    case 'kick':
    case 'unban': {
      const said = readModeration(rest, 'untimed')
      return said === undefined ? NO_NAME : asked({ kind: word, ...said })
    }
    case 'ban': {
      const said = readModeration(rest, 'timed')
      return said === undefined ? NO_NAME : asked({ kind: word, ...said })
    }
    case 'remove':
      return rest === '' ? NO_NAME : { kind: 'remove', content: rest }
    default:
      return undefined
  }
}

function asked(command: Extract<Typed, { kind: 'command' }>['command']): Typed {
  return { kind: 'command', command }
}
