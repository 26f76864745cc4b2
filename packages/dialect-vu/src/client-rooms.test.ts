import { RecordingClientLine } from '@parley/conformance'
import type { Command, Report } from '@parley/contract'
import { client } from './client.ts'
import { options } from './options.ts'
import { parseReply } from './parser.ts'

/** A client’s session on a line that keeps everything; `hear` is the server speaking. */
function opened(settings: object = {}) {
  const line = new RecordingClientLine()
  const session = client.open(line, options.parse(settings))
  const hear = (text: string) => session.take(parseReply(text))
  return { session, hear, written: line.writes, reports: line.reports }
}

const room = '#tea'
const name = 'bob'
const join: Command = { kind: 'joinRoom', room }
const say: Command = { kind: 'broadcast', room, text: 'hi' }
const ban: Command = { kind: 'ban', name, room, for: 90_000, reason: 'too loud' }

/** What is asked, what is written for it, how that is confirmed, and the names that come back. */
const asked: readonly (readonly [Command, string, string, readonly string[] | undefined])[] = [
  [join, 'JOIN #tea\n', 'JOIN-OK #Tea', undefined],
  [{ kind: 'leaveRoom', room }, 'LEAVE #tea\n', 'LEAVE-OK', undefined],
  [{ kind: 'rooms' }, 'ROOMS\n', 'ROOMS-OK #Tea,#milk', ['#Tea', '#milk']],
  [{ kind: 'rooms' }, 'ROOMS\n', 'ROOMS-OK', []],
  [{ kind: 'list', room }, 'LIST #tea\n', 'LIST-OK ann,bob', ['ann', 'bob']],
  [say, 'SEND #tea hi\n', 'SEND-OK', undefined],
  [{ kind: 'kick', name, room }, 'KICK bob #tea\n', 'KICK-OK', undefined],
  [{ kind: 'kick', name, reason: '10 times' }, 'KICK bob 10 times\n', 'KICK-OK', undefined],
  [ban, 'BAN bob #tea 2 too loud\n', 'BAN-OK', undefined],
  [{ kind: 'ban', name, reason: '10 times' }, 'BAN bob 0 10 times\n', 'BAN-OK', undefined],
  [{ kind: 'unban', name, room }, 'UNBAN bob #tea\n', 'UNBAN-OK', undefined],
  [{ kind: 'bans' }, 'BANS\n', 'BANS-OK', []],
  [{ kind: 'bans', room }, 'BANS #tea\n', 'BANS-OK bob', ['bob']],
]

test.each(asked)('%j is sent, and confirmed', (command, bytes, confirmation, names) => {
  const { session, hear, written, reports } = opened()
  expect(session.ask(command)).toBe(true)
  expect(written).toEqual([bytes])
  hear('DELIVERY bob#tea IN-ROOM')
  hear(confirmation)
  const done: Report = { kind: 'done', command: command.kind, ...(names && { names }) }
  expect(reports).toEqual([{ kind: 'heard', from: 'bob', text: 'IN-ROOM', room }, done])
})

test.each(asked)('with strict %j is not sent', (command) => {
  const { session, written } = opened({ strict: true })
  expect(session.ask(command)).toBe(false)
  expect(written).toEqual([])
})

test.each<Command>([
  { kind: 'joinRoom', room: 'tea' },
  { kind: 'joinRoom', room: '#tea\nLIST' },
  { kind: 'broadcast', room: '*', text: 'hi' },
  { kind: 'broadcast', room: '#tea milk', text: 'hi' },
  { kind: 'send', to: '#tea', text: 'hi' },
  { kind: 'kick', name, reason: '#tea is full' },
  { kind: 'kick', name, reason: 'one\ntwo' },
  { kind: 'whois', name },
])('cannot send %j', (command) => {
  const { session, written } = opened()
  expect(session.ask(command)).toBe(false)
  expect(written).toEqual([])
})

test.each([
  [join, 'IN-ROOM'],
  [join, 'FORBIDDEN'],
  [say, 'BAD-DEST-ROOM'],
  [say, 'FORBIDDEN'],
  [ban, 'FORBIDDEN'],
  [ban, 'UNKNOWN'],
  [ban, 'BAD-RQST-HDR'],
] as const)('%j is refused with %s', (command, text) => {
  const { session, hear, reports } = opened()
  session.ask(command)
  hear(text)
  expect(reports).toEqual([{ kind: 'refused', command: command.kind, text }])
})
