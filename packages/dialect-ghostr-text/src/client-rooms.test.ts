import { Buffer } from 'node:buffer'
import type { Command } from '@parley/contract'
import { roomRequest } from './client-rooms.ts'
import { options } from './options.ts'
import { requestSplitter } from './parser.ts'
import { request } from './serializer.ts'

/** What a server reads of a command of hans. */
function readOf(command: Command): unknown {
  const said = roomRequest(command, 'hans')
  if (said === undefined) return undefined
  const splitter = requestSplitter(false)
  const frame = request(options.parse({}), [], said.type, ...said.values) ?? ''
  splitter.push(Buffer.from(frame))
  return splitter.next(4096)
}

const luke = { who: 'luke', room: '#tea', from: 'hans' }
const rows: readonly (readonly [Command, object])[] = [
  [
    { kind: 'kick', name: 'luke', room: '#tea', reason: 'too loud' },
    { kind: 'KICK', ...luke, reason: 'too loud' },
  ],
  [
    { kind: 'ban', name: 'luke', room: '#tea', for: 90_000 },
    { kind: 'BAN', ...luke, time: 90_000, reason: '' },
  ],
  [
    { kind: 'ban', name: 'luke', for: 1 },
    { kind: 'BAN', ...luke, room: '#lobby', time: 1, reason: '' },
  ],
  [
    { kind: 'mute', name: 'luke', room: '#tea' },
    { kind: 'MUTE', ...luke, time: undefined },
  ],
  [{ kind: 'bans' }, { kind: 'BANS', room: '#lobby', from: 'hans' }],
  [
    { kind: 'broadcast', room: '#tea', text: 'a\r\nb' },
    { kind: 'MSG', from: 'hans', to: '#tea', text: 'a\nb' },
  ],
]
test.each(rows)('%j is read as it was meant', (command, read) => {
  expect(readOf(command)).toEqual(read)
})

test.each<Command>([
  { kind: 'joinRoom', room: '#a:b' },
  { kind: 'joinRoom', room: '' },
  { kind: 'broadcast', room: 'bob', text: 'not for bob' },
  { kind: 'history', last: 5, room: '#tea' },
  { kind: 'broadcast', text: 'to everyone' },
  { kind: 'list' },
])('%j is nothing of section 10, or cannot be said', (command) => {
  expect(roomRequest(command, 'hans')).toBeUndefined()
})
