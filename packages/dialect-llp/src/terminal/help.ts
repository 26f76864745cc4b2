import type { TerminalSide } from '@parley/contract'
import { CLOSING } from '../composed-body.ts'
import type { Reply } from '../frames.ts'
import type { Options } from '../options.ts'

/** Of what other servers do not do. */
const condition = 'if the server is Parley'

/** What can be typed (7). */
export const help: TerminalSide<Reply, Options>['help'] = [
  { typed: 'LOGIN <user>', does: 'log in' },
  { typed: 'LIST', does: 'list who is online' },
  { typed: 'MESSAGE <user>', does: 'begin a message; its lines follow' },
  { typed: CLOSING, does: 'at the end of a line: end the message, and send it' },
  { typed: 'LOGOUT', does: 'say goodbye and leave' },
  { typed: 'BROADCAST', does: 'begin a message to everyone', condition },
  { typed: 'BLOCK <user>', does: 'take no more messages of a user', condition },
  { typed: 'UNBLOCK <user>', does: 'take them again' },
  { typed: 'HISTORY [n]', does: 'the last n messages to everyone', condition },
  { typed: 'JOIN #room', does: 'come into a room, or make it', condition },
  { typed: 'BROADCAST #room', does: 'begin a message to a room', condition },
  { typed: 'LEAVE #room', does: 'leave a room', condition },
  { typed: 'ROOMS', does: 'the rooms, and how many are in each', condition },
  { typed: 'LIST #room', does: 'who is in a room', condition },
  { typed: 'HISTORY #room [n]', does: 'the last n messages of a room', condition },
  { typed: 'KICK <user> [#room] [reason]', does: 'put a user out', condition },
  { typed: 'BAN <user> [#room] [minutes] [reason]', does: 'keep a user out', condition },
  { typed: 'UNBAN <user> [#room]', does: 'let a user in again', condition },
  { typed: 'BANS [#room]', does: 'who is kept out', condition },
  { typed: 'HELP', does: 'what the server has to say on commands', condition },
]
