import { expect, test } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import type { TransportEvents } from './browser-terminal.ts'
import { exampleOf, firstFrames, firstLines, linesBeforePassword } from './first-lines.ts'
import { stillLost } from './lost-sessions.ts'
import { Sessions } from './sessions.ts'

const names = ['vu', 'ktn', 'toom']
const dialects: Dialect[] = []
for (const name of names) dialects.push((await import(`@parley/dialect-${name}`)).dialect)

const encoder = new TextEncoder()

function open() {
  const connected: { readonly events: TransportEvents; sent: string; isClosed: boolean }[] = []
  const sessions = new Sessions((name) => dialects.find((dialect) => dialect.name === name), {
    now: 0,
    connect: (_dialect, events) => {
      const one = { events, sent: '', isClosed: false }
      connected.push(one)
      return {
        send: (bytes) => {
          one.sent += String.fromCharCode(...bytes)
        },
        close: () => {
          one.isClosed = true
        },
      }
    },
    wakeIn: () => () => {},
    changed: () => {},
  })
  return { sessions, connected }
}

/** Somebody logged in with vu, whose session is shown. */
function loggedIn() {
  const opened = open()
  const session = opened.sessions.open('vu', 'text')
  opened.sessions.show(session)
  const [connection] = opened.connected
  const hear = (text: string) => connection?.events.received(encoder.encode(text))
  connection?.events.opened()
  session.terminal?.type('alice')
  hear('HELLO alice\n')
  return { ...opened, session, connection, hear }
}

test('a session goes on while another view is shown, and counts the messages that come', () => {
  const { sessions, session, connection, hear } = loggedIn()
  expect([session.name, session.isLoggedIn]).toEqual(['alice', true])
  hear('DELIVERY bob seen\n')
  expect(sessions.unseen).toBe(0)
  sessions.show(undefined)
  hear('DELIVERY bob one\nSEND-OK\nDELIVERY bob two\n')
  expect([sessions.unseen, connection?.isClosed]).toEqual([2, false])
  expect(sessions.open('vu', 'text')).toBe(session)
  sessions.show(session)
  expect(sessions.unseen).toBe(0)
})

test('what comes while the page is hidden is counted though its view is open', () => {
  const { sessions, hear } = loggedIn()
  sessions.isPageSeen = false
  hear('DELIVERY bob one\n')
  expect(sessions.unseen).toBe(1)
  sessions.isPageSeen = true
  expect(sessions.unseen).toBe(0)
})

test('a session in which nothing was typed ends with its view', () => {
  const { sessions, connected } = open()
  sessions.show(sessions.open('vu', 'text'))
  sessions.show(sessions.open('ktn', 'raw'))
  expect(connected.map(({ isClosed }) => isClosed)).toEqual([true, false])
  expect(sessions.all.map(({ dialect, mode }) => [dialect, mode])).toEqual([['ktn', 'raw']])
})

test('one that is over is not logged in, and can be begun again', () => {
  const { sessions, session, connection, connected } = loggedIn()
  connection?.events.closed()
  expect([session.state, session.isLoggedIn, sessions.loggedIn]).toEqual(['over', false, []])
  sessions.again(session)
  expect(sessions.open('vu', 'text')).not.toBe(session)
  expect(connected).toHaveLength(2)
})

test('one who was logged out joins again under the same name', () => {
  const { sessions, connected } = open()
  const lost = [
    { dialect: 'vu', mode: 'text', name: 'alice' },
    { dialect: 'vu', mode: 'raw', name: undefined },
  ] as const
  for (const one of lost) sessions.rejoin(one)
  for (const { events } of connected) events.opened()
  expect(connected.map(({ sent }) => sent)).toEqual(['HELLO-FROM alice\n', ''])
  expect(stillLost(lost, sessions.all)).toEqual([lost[1]])
  const [connection] = connected
  connection?.events.received(encoder.encode('HELLO alice\n'))
  connection?.events.closed()
  sessions.rejoin(lost[0])
  connected[2]?.events.opened()
  expect(connected[2]?.sent).toBe('HELLO-FROM alice\n')
})

test('joining again leaves the password to the user', () => {
  const [phrases] = dialects.flatMap(({ name, terminal }) => {
    return name === 'toom' ? [terminal.phrases] : []
  })
  if (phrases === undefined) throw new Error('no toom')
  expect(linesBeforePassword(phrases, 'alice')).toEqual(['alice'])
})

test('where the protocol is typed, one who has sent something may be logged in', () => {
  const { sessions, connected } = open()
  const session = sessions.open('vu', 'raw')
  session.raw?.send(encoder.encode('too early\n'))
  expect(session.isLoggedIn).toBe(false)
  connected[0]?.events.opened()
  session.raw?.send(encoder.encode('HELLO-FROM alice\n'))
  expect([session.isLoggedIn, connected[0]?.sent]).toEqual([true, 'HELLO-FROM alice\n'])
})

const example = { name: 'alice', to: 'bob' } as const

test('what to type first is said in the words of each terminal, and as its client writes it', () => {
  const said = dialects.map((dialect) => {
    const { login, broadcast } = firstLines(dialect.terminal.phrases, example)
    return [login, broadcast, firstFrames(dialect, 'alice')[0]]
  })
  expect(said).toEqual([
    [['alice'], ['@* hello'], 'HELLO-FROM alice\\n'],
    [['login alice'], ['msg hello'], '{"request":"login","content":"alice"}'],
    [['alice', 'falcon*solo'], ['MSG hello'], expect.stringContaining('LOGIN')],
  ])
})

test.each([
  [[], undefined, example],
  [['Alice', 'kari'], undefined, { name: 'bob', to: 'Alice' }],
  [['kari'], 'kari', example],
  [['kari', 'two words', 'ann'], 'kari', { name: 'alice', to: 'ann' }],
])('where %j are online, the example for %j is %j', (online, self, names) => {
  expect(exampleOf(online, self)).toEqual(names)
})
