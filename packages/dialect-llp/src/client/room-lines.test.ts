import { RecordingClientLine } from '@parley/conformance'
import type { Command, Report } from '@parley/contract'
import { dialect } from '../index.ts'
import { parseReply } from '../parser.ts'

/** A client that is greeted, on a line that keeps everything; `hear` is the server speaking. */
function greeted(settings: object = {}) {
  const line = new RecordingClientLine()
  const session = dialect.client.open(line, dialect.options.parse(settings))
  const hear = (...lines: readonly string[]) => {
    for (const text of lines) session.take(parseReply(text))
  }
  hear('> OK - Welcome to the Love Letter Server')
  line.reports.length = 0
  return { session, hear, written: line.writes, reports: line.reports }
}

const room = '#tea'
const name = 'bob'
const data = '> OK - Data Available...'
const rows = ['2 | #Tea', 'for ever, by ann: so | carol', '127.0.0.1:5 | bob']
const names = ['#Tea', 'carol', 'bob']

/** What is asked, what is written for it, what that is answered, and the names that come back. */
const asked: readonly (readonly [Command, string, string, readonly string[] | undefined])[] = [
  [{ kind: 'joinRoom', room }, 'JOIN #tea\n', '> OK - Joined #Tea', undefined],
  [{ kind: 'leaveRoom', room }, 'LEAVE #tea\n', '> OK - Left #tea', undefined],
  [{ kind: 'rooms' }, 'ROOMS\n', data, names],
  [{ kind: 'list', room }, 'LIST #tea\n', data, names],
  [{ kind: 'bans' }, 'BANS\n', data, names],
  [{ kind: 'bans', room }, 'BANS #tea\n', data, names],
  [{ kind: 'history', room, last: 5 }, 'HISTORY #tea 5\n', data, undefined],
  [{ kind: 'kick', name, room }, 'KICK bob #tea\n', '> OK - Kicked bob', undefined],
  [
    { kind: 'ban', name, room, for: 90_000, reason: 'too loud' },
    ...(['BAN bob #tea 2 too loud\n', '> OK - Banned bob', undefined] as const),
  ],
  [{ kind: 'unban', name, room }, 'UNBAN bob #tea\n', '> OK - Unbanned bob', undefined],
]

test.each(asked)('%j is sent, and answered', (command, bytes, answer, named) => {
  const { session, hear, written, reports } = greeted()
  expect(session.ask(command)).toBe(true)
  expect(written).toEqual([bytes])
  hear(answer, ...(answer === data ? rows : []), '> ')
  const done: Report = { kind: 'done', command: command.kind, ...(named && { names: named }) }
  expect(reports).toEqual([done])
})

test.each(asked)('with strict %j is not sent', (command) => {
  const { session, written } = greeted({ strict: true })
  expect(session.ask(command)).toBe(false)
  expect(written).toEqual([])
})

test('a message to a room is sent line by line, and heard with its room', () => {
  const { session, hear, written, reports } = greeted()
  expect(session.ask({ kind: 'broadcast', room, text: 'hi' })).toBe(true)
  hear('> OK - Send Message, end with XOXOXO')
  expect(written).toEqual(['BROADCAST #tea\n', 'hi\nXOXOXO\n'])
  hear('> INBOUND MESSAGE - SENDER: bob', '> RECIPIENT: #tea', '> ho', '> XOXOXO', '> ')
  hear('> ERROR - You are not in that room')
  expect(reports).toEqual([
    { kind: 'heard', from: 'bob', text: 'ho', to: 'everyone', room },
    { kind: 'refused', command: 'broadcast', text: 'You are not in that room' },
  ])
})

test.each<Command>([
  { kind: 'joinRoom', room: 'tea' },
  { kind: 'joinRoom', room: '#tea\nLIST' },
  { kind: 'broadcast', room: 'everyone', text: 'hi' },
  { kind: 'history', room: '#green tea', last: 5 },
  { kind: 'kick', name, reason: '#tea is full' },
  { kind: 'whois', name },
])('cannot send %j', (command) => {
  const { session, written } = greeted()
  expect(session.ask(command)).toBe(false)
  expect(written).toEqual([])
})
