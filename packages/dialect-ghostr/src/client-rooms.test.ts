import type { Command, CommandOf } from '@parley/contract'
import { roomRequest } from './client-rooms.ts'
import { options } from './options.ts'
import { requestParser } from './parser.ts'
import { object } from './serializer.ts'

const parse = requestParser(options.parse({}))

/** What a server reads of a command. */
function readOf(command: Command): unknown {
  const { action, fields } = roomRequest(command) ?? { action: 'rooms', fields: {} }
  return parse({ kind: 'object', text: object({ action, ...fields }) })
}

const luke = { name: 'luke', room: '#tea' }
const bans: readonly CommandOf<'kick' | 'ban' | 'unban' | 'bans' | 'mute' | 'unmute'>[] = [
  { kind: 'kick', ...luke, reason: 'too "loud"' },
  { kind: 'ban', ...luke, for: 90_000, reason: 'too loud' },
  { kind: 'ban', name: 'luke', room: undefined, for: 1, reason: undefined },
  { kind: 'ban', ...luke, for: undefined, reason: undefined },
  { kind: 'unban', ...luke },
  { kind: 'bans', room: undefined },
  { kind: 'mute', ...luke, for: 86_400_000 },
  { kind: 'unmute', ...luke },
]
test.each(bans)('a moderator’s command is read as it was meant: %j', (command) => {
  expect(readOf(command)).toEqual(command)
})

test.each<Command>([
  { kind: 'history', last: 5, room: '#tea' },
  { kind: 'remove', number: 1, posted: 0, room: '#tea' },
  { kind: 'setTopic', text: 'x', room: '#tea' },
  { kind: 'broadcast', text: 'to everyone' },
  { kind: 'list' },
])('is nothing of section 9: %j', (command) => {
  expect(roomRequest(command)).toBeUndefined()
})
