import { Buffer } from 'node:buffer'
import { RecordingClientLine } from '@parley/conformance'
import { type Command, NEED_MORE, type Report } from '@parley/contract'
import { client } from './client.ts'
import { options } from './options.ts'

/** A client's session on a line that keeps everything; `hear` is the server speaking. */
function opened(settings: object = {}) {
  const line = new RecordingClientLine()
  const chosen = options.parse(settings)
  const session = client.open(line, chosen)
  const splitter = client.splitter(chosen)
  const hear = (...lines: readonly string[]) => {
    splitter.push(Buffer.from(lines.map((one) => `${one}\r\n`).join('')))
    for (;;) {
      const frame = splitter.next(8192)
      if (frame === NEED_MORE) return
      if ('kind' in frame) session.take(frame)
    }
  }
  return { line, session, hear, written: line.writes, reports: line.reports }
}

/** The same, logged in as alice. */
function user() {
  const all = opened()
  all.session.begin()
  all.session.ask(login)
  all.hear(':s 001 alice :Welcome', ':s 366 alice #parley :End')
  all.written.length = 0
  all.reports.length = 0
  return all
}

const login: Command = { kind: 'login', name: 'alice', cap: 0 }

const done = (command: Command['kind'], more: object = {}) => ({ kind: 'done', command, ...more })

test('registers, then joins the lobby, and is logged in with its names (2.2, 3.2)', () => {
  const { session, hear, written, reports } = opened()
  session.begin()
  session.ask({ ...login, password: 'two words' })
  expect(written).toEqual(['PASS :two words\r\n', 'NICK alice\r\n', 'USER parley 0 * :alice\r\n'])
  hear(':s 001 Alice :Welcome', ':s 005 Alice A=B :are supported', ':s 422 Alice :No MOTD')
  expect(written.at(-1)).toBe('JOIN #parley\r\n')
  hear(':Alice!a@h JOIN #parley', ':s 353 Alice = #parley :Alice bob', ':s 366 Alice #parley :End')
  expect(reports).toEqual([{ kind: 'ready' }, done('login')])
})

test('after a refusal NICK alone is said again (2.3)', () => {
  const { session, hear, written, reports } = opened()
  session.ask(login)
  hear(':s 433 * alice :Nickname is already in use')
  const refused: Report = {
    kind: 'refused',
    command: 'login',
    text: 'alice Nickname is already in use',
  }
  expect(reports).toEqual([refused])
  written.length = 0
  session.ask({ ...login, name: 'ann' })
  expect(written).toEqual(['NICK ann\r\n'])
})

const said: readonly (readonly [Command, string])[] = [
  [{ kind: 'send', to: 'bob', text: ' two  blanks ' }, 'PRIVMSG bob : two  blanks \r\n'],
  [
    { kind: 'send', to: 'bob', text: 'waves', form: 'action' },
    'PRIVMSG bob :\x01ACTION waves\x01\r\n',
  ],
  [{ kind: 'broadcast', text: ':)' }, 'PRIVMSG #parley ::)\r\n'],
  [{ kind: 'broadcast', text: 'hi', room: '#tea', form: 'notice' }, 'NOTICE #tea :hi\r\n'],
  [{ kind: 'list' }, 'NAMES #parley\r\n'],
  [{ kind: 'list', room: '#tea' }, 'NAMES #tea\r\n'],
  [{ kind: 'block', name: 'eve' }, 'SILENCE +eve!*@*\r\n'],
  [{ kind: 'unblock', name: 'eve' }, 'SILENCE -eve!*@*\r\n'],
  [{ kind: 'rename', name: 'ann' }, 'NICK ann\r\n'],
  [{ kind: 'away', text: 'at lunch' }, 'AWAY :at lunch\r\n'],
  [{ kind: 'away' }, 'AWAY :\r\n'],
  [{ kind: 'joinRoom', room: '#tea' }, 'JOIN #tea\r\n'],
  [{ kind: 'leaveRoom', room: '#tea', reason: 'bye' }, 'PART #tea :bye\r\n'],
  [{ kind: 'logout' }, 'QUIT\r\n'],
]

test.each(said)('%j', (command, line) => {
  const { session, written } = user()
  expect(session.ask(command)).toBe(true)
  expect(written).toEqual([line])
})

const unsayable: readonly Command[] = [
  { kind: 'send', to: 'a b', text: 'hi' },
  { kind: 'send', to: 'bob', text: '' },
  { kind: 'send', to: 'bob', text: 'a\nb' },
  { kind: 'send', to: 'bob', text: '\x01VERSION\x01' },
  { kind: 'send', to: 'bob', text: '\x02' },
  { kind: 'send', to: '😀'.repeat(64), text: 'x'.repeat(400) },
  { kind: 'broadcast', text: 'hi', room: 'tea' },
  { kind: 'joinRoom', room: '#a b' },
  { kind: 'rename', name: 'a,b' },
  { kind: 'history', last: 10 },
  { kind: 'login', name: ':alice', cap: 0 },
  { kind: 'login', name: 'alice', cap: 0, password: 'a\nb' },
]

test.each(unsayable)('%j cannot be said', (command) => {
  const { session, written } = user()
  expect(session.ask(command)).toBe(false)
  expect(written).toEqual([])
})

describe('what a PRIVMSG comes to', () => {
  const hi = (to: string): Command => ({ kind: 'send', to, text: 'hi' })

  test('it has succeeded if there is no error before the PONG', () => {
    const { session, line, hear, written, reports } = user()
    session.ask(hi('bob'))
    session.ask({ kind: 'broadcast', text: 'hi' })
    expect(line.wakes[0]).toBe(line.now)
    session.wake(line.now)
    expect(written.at(-1)).toBe('PING :p3\r\n')
    hear(':s PONG s :other')
    expect(reports).toEqual([])
    hear(':s PONG s :p3')
    expect(reports).toEqual([done('send'), done('broadcast')])
  })

  test('an error is that of the message to whom it names, and those before have none', () => {
    const { session, hear, reports } = user()
    for (const name of ['bob', 'nobody', 'carol']) session.ask(hi(name))
    hear(':s 401 alice NOBODY :No such nick/channel')
    const text = 'NOBODY No such nick/channel'
    expect(reports).toEqual([done('send'), { kind: 'refused', command: 'send', text }])
  })

  test('a later answer says it too', () => {
    const { session, hear, reports } = user()
    session.ask(hi('bob'))
    session.ask({ kind: 'list' })
    hear(
      ':s 353 alice = #parley :@alice +bob',
      ':s 353 alice = #parley :carol',
      ':s 366 alice #parley :End',
    )
    expect(reports).toEqual([done('send'), done('list', { names: ['alice', 'bob', 'carol'] })])
  })

  test.each([':s 421 alice PING :Unknown command', undefined])(
    'a server that knows no PING: %s',
    (line) => {
      const { session, line: own, hear, reports } = user()
      session.ask(hi('bob'))
      session.wake(own.now)
      if (line === undefined) session.wake(own.now + 2000)
      else hear(line)
      expect(reports).toEqual([done('send')])
    },
  )
})

const heard: readonly (readonly [line: string, report: object | undefined])[] = [
  [':bob!u@h PRIVMSG alice :psst', { kind: 'heard', from: 'bob', text: 'psst', to: 'me' }],
  [':bob!u@h PRIVMSG #parley hi', { kind: 'heard', from: 'bob', text: 'hi', to: 'everyone' }],
  [
    ':bob!u@h PRIVMSG #tea hi',
    { kind: 'heard', from: 'bob', text: 'hi', to: 'everyone', room: '#tea' },
  ],
  ['@time=x :bob!u@h NOTICE alice :a', { kind: 'heard', from: 'bob', text: 'a', to: 'me' }],
  [
    ':bob!u@h PRIVMSG #parley :\x01ACTION waves\x01',
    { kind: 'heard', from: 'bob', text: '* waves', to: 'everyone' },
  ],
  [':bob!u@h PRIVMSG alice :\x01VERSION\x01', undefined],
  [':parley NOTICE alice :a file', { kind: 'notice', text: 'a file' }],
  ['NOTICE AUTH :checking', { kind: 'notice', text: 'checking' }],
  [':bob!u@h JOIN #parley', { kind: 'presence', name: 'bob', online: true }],
  [':bob!u@h JOIN :#parley', { kind: 'presence', name: 'bob', online: true }],
  [':bob!u@h JOIN #tea', undefined],
  [':alice!u@h JOIN #parley', undefined],
  [':bob!u@h PART #parley :bye', { kind: 'presence', name: 'bob', online: false }],
  [':bob!u@h QUIT :bye', { kind: 'presence', name: 'bob', online: false }],
  [':eve!u@h KICK #parley bob :out', { kind: 'presence', name: 'bob', online: false }],
  ['ERROR :Closing link', { kind: 'notice', text: 'Closing link' }],
  [':s 372 alice :- motd', undefined],
  [':s 999 alice :whatever', undefined],
  [':s MODE #parley +o bob', undefined],
  [':s FOO bar', { kind: 'nonsense', text: 'FOO bar' }],
]

test.each(heard)('%s', (line, report) => {
  const { hear, reports, written } = user()
  hear(line)
  expect(reports).toEqual(report === undefined ? [] : [report])
  expect(written).toEqual([])
})

test('a PING is answered', () => {
  const { hear, written } = user()
  hear('PING :s 1', ':s PING x')
  expect(written).toEqual(['PONG :s 1\r\n', 'PONG :x\r\n'])
})

test('a rename is one of the user’s own, or of somebody who goes and comes', () => {
  const { session, hear, reports } = user()
  session.ask({ kind: 'rename', name: 'ann' })
  hear(':alice!u@h NICK :ann', ':bob!u@h NICK rob')
  expect(reports).toEqual([
    done('rename'),
    { kind: 'presence', name: 'bob', online: false },
    { kind: 'presence', name: 'rob', online: true },
  ])
})

test('other commands are done with what answers them', () => {
  const { session, hear, reports } = user()
  const commands: readonly Command[] = [
    { kind: 'joinRoom', room: '#tea' },
    { kind: 'joinRoom', room: '#closed' },
    { kind: 'leaveRoom', room: '#tea' },
    { kind: 'block', name: 'eve' },
    { kind: 'away', text: 'lunch' },
    { kind: 'logout' },
  ]
  for (const command of commands) session.ask(command)
  hear(
    ...[':alice!u@h JOIN #tea', ':s 353 alice = #tea :alice', ':s 366 alice #Tea :End'],
    ...[':s 474 alice #closed :Cannot join channel (+b)', ':alice!u@h PART #tea :'],
    ...[':alice!u@h SILENCE +eve!*@*', ':s 306 alice :away', 'ERROR :Closing link'],
  )
  expect(
    reports.map((report) => `${report.kind} ${'command' in report ? report.command : ''}`),
  ).toEqual([
    ...['done joinRoom', 'refused joinRoom', 'done leaveRoom', 'done block', 'done away'],
    'done logout',
  ])
})
