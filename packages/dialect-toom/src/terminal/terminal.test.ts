import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { dialect } from '../index.ts'
import { BANNER, PipedLine, pickled } from './testing/piped-line.ts'

const USERNAME = '<Username: >'
const PASSWORD = '<Password: > secret'
const PROMPT = '<Enter one of the following commands (MSG, DLT, EDT, RDM, ATU, OUT, UPD): >'
const SILENCE = 'trouble: The server has not answered.'
const CLOSED = 'failure: The server has closed the connection.'

/** One who has typed a name and a password, which are on their way. */
const asked = () => PipedLine.connected().hear(BANNER).type('jess', '123')

const odd = {
  /** `{'only': 1}` */
  nonsense: Buffer.from('8004950d000000000000007d948c046f6e6c79944b01732e', 'hex'),
  text: 'trouble: The server said what is not understood: a dictionary of only',
}

describe('the login (7.1 to 7.3)', () => {
  test('asks for a name after the greeting', () => {
    const line = PipedLine.connected()
    expect(line.screen).toEqual([])
    line.hear(BANNER)
    expect(line.screen).toEqual([USERNAME])
    line.type('jess')
    expect(line.screen).toEqual([USERNAME, PASSWORD])
    line.type('pass word')
    expect(line.said).toEqual(['LOGIN|jess pass word'])
    line.reply('LOGIN-A', '')
    expect(line.screen).toEqual([USERNAME, PASSWORD, 'Welcome to TOOM, jess!', PROMPT])
    expect(line.deeds).toEqual([])
  })

  test('sends the port for files before any command', () => {
    const line = PipedLine.connected(50, 46_299).hear(BANNER).type('jess', '123')
    line.pass(20).reply('LOGIN-A', '').type('ATU')
    expect(line.said).toEqual(['LOGIN|jess 123'])
    line.pass(30)
    expect(line.said).toEqual(['LOGIN|jess 123', 'UDP_PORT|46299'])
    line.pass(49)
    expect(line.said).toHaveLength(2)
    line.pass(1)
    expect(line.said).toEqual(['LOGIN|jess 123', 'UDP_PORT|46299', 'ATU|'])
  })

  test('asks for another name after an unknown one', () => {
    const line = asked().forget().reply('LOGIN-N', '')
    expect(line.screen).toEqual([
      'trouble: Username does not exist, please input a valid username',
      USERNAME,
    ])
    expect(line.type('steve', 'abc').said).toEqual(['LOGIN|steve abc'])
  })

  test('asks for the password again after a wrong one', () => {
    const line = asked().forget().reply('LOGIN-F', '')
    expect(line.screen).toEqual(['trouble: Invalid Password. Please try again', PASSWORD])
    expect(line.type('abc').said).toEqual(['LOGIN|jess abc'])
    expect(line.reply('LOGIN-A', '').screen.slice(2)).toEqual(['Welcome to TOOM, jess!', PROMPT])
  })

  test.each([
    ['LOGIN-B', 'Invalid Password. Your account has been blocked. Please try again later'],
    ['LOGIN-BB', 'Your account is blocked due to multiple login failures. Please try again later'],
  ])('%s ends it', (type, text) => {
    const line = asked().forget().reply(type, '').lose()
    expect(line.screen).toEqual([`trouble: ${text}`])
    expect(line.deeds).toEqual(['end 1'])
  })

  test.each(['', 'a b', ' jess', 'jess '])('does not send the invalid name %j', (name) => {
    const line = PipedLine.connected().hear(BANNER).type(name, '123')
    expect(line.said).toEqual([])
    expect(line.screen.slice(2)).toEqual([
      'trouble: Username does not exist, please input a valid username',
      USERNAME,
    ])
  })

  test('a password that makes the request too long is not sent', () => {
    const line = PipedLine.connected().hear(BANNER).type('jess', 'x'.repeat(2048))
    expect(line.said).toEqual([])
    expect(line.screen[2]).toMatch(/^trouble: That is too long to be sent, by \d+ bytes\.$/)
    expect(line.screen[3]).toBe(USERNAME)
  })

  test('shows an unexpected reply and asks for the name again', () => {
    const line = asked().forget().reply('F', 'Please log in\nfirst.\x1b[2J')
    expect(line.screen).toEqual([
      'trouble: The server said what is not understood: F Please log in\ufffdfirst.\ufffd[2J',
      USERNAME,
    ])
    expect(asked().forget().hear(odd.nonsense).screen).toEqual([odd.text, USERNAME])
  })

  test('shows unexpected replies', () => {
    const line = PipedLine.connected().hear(BANNER).forget().reply('MSGACK', 'x'.repeat(300))
    expect(line.screen).toEqual([
      `trouble: The server said what is not understood: MSGACK ${'x'.repeat(193)}`,
    ])
    expect(line.type('jess', '123').said).toEqual(['LOGIN|jess 123'])
  })
})

describe('a silent server', () => {
  test('gets the login anyway, and its late banner is no reply', () => {
    const line = PipedLine.connected().pass(9_999)
    expect(line.screen).toEqual([])
    line.pass(1)
    expect(line.screen).toEqual([SILENCE, USERNAME])
    line.type('jess').hear(BANNER).type('123').hear(BANNER).reply('LOGIN-A', '')
    expect(line.screen.slice(2)).toEqual([PASSWORD, 'Welcome to TOOM, jess!', PROMPT])
  })

  test('is reconnected after a login, so that no late reply counts for another', () => {
    const line = asked().forget().pass(10_000)
    expect(line.screen).toEqual([SILENCE])
    expect(line.deeds).toEqual(['reconnect'])
    line.pass(60_000).connect().hear(BANNER)
    expect(line.screen).toEqual([SILENCE, USERNAME])
  })

  test('times out 10 seconds after a command', () => {
    const line = PipedLine.loggedIn().type('MSG a', 'MSG b').forget().pass(9_999)
    expect(line.said).toEqual([])
    line.pass(1)
    expect(line.screen).toEqual([SILENCE, PROMPT])
    expect(line.said).toEqual(['MSG|b'])
  })

  test('gets no timeout again until it replies', () => {
    const line = PipedLine.loggedIn().type('MSG a', 'MSG b', 'MSG c', 'ATU').forget()
    expect(line.pass(10_000).said).toEqual(['MSG|b'])
    expect(line.pass(100).said).toEqual(['MSG|b', 'MSG|c'])
    line.reply('MSGACK', 'ok').type('MSG d').reply('ATU', 'x').pass(9_999)
    expect(line.said).toEqual(['MSG|b', 'MSG|c', 'ATU|', 'MSG|d'])
  })

  test('the timeout starts when the command is written', () => {
    const line = PipedLine.loggedIn(30_000).type('MSG a').pass(29_999)
    expect(line.said).toEqual([])
    expect(line.pass(1).said).toEqual(['MSG|a'])
    expect(line.pass(9_999).screen).toEqual([])
    expect(line.pass(1).screen).toEqual([SILENCE, PROMPT])
  })

  test('after OUT does not delay the exit', () => {
    const line = PipedLine.loggedIn().type('OUT').pass(10_000)
    expect(line.screen).toEqual([SILENCE])
    expect(line.deeds).toEqual(['end 0'])
  })
})

describe('commands (7.4)', () => {
  const typed: readonly (readonly [string, string])[] = [
    ['MSG hello there', 'MSG|hello there'],
    ['MSG  two  spaces ', 'MSG| two  spaces '],
    ['MSG @bob psst', 'MSG|@bob psst'],
    ['MSG', 'MSG|'],
    ['DLT 1 20 Nov 2026 22:55:14', 'DLT|1 20 Nov 2026 22:55:14'],
    ['EDT #1 20 Nov 2026 22:55:14 new text', 'EDT|#1 20 Nov 2026 22:55:14 new text'],
    ['RDM 20 Nov 2026 00:00:00', 'RDM|20 Nov 2026 00:00:00'],
    ['ATU', 'ATU|'],
    ['upd a b', 'upd|a b'],
    ['hello', 'hello|'],
    [' MSG x', '|MSG x'],
    ['', '|'],
  ]
  test.each(typed)('%j sends %j, and waits', (command, said) => {
    const line = PipedLine.loggedIn().type(command, 'next')
    expect(line.said).toEqual([said])
    line.reply('ACK', 'done')
    expect(line.said).toEqual([said, 'next|'])
    expect(line.screen).toEqual(['done', PROMPT])
  })

  const replies: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'MSGACK',
      'Message #1 posted at 20 Nov 2026 22:55:14.',
      ['Message #1 posted at 20 Nov 2026 22:55:14.'],
    ],
    ['F', 'Message body cannot be empty!', ['trouble: Message body cannot be empty!']],
    ['DLT-F', 'DLT failed!', ['trouble: DLT failed!']],
    ['', 'Error. Invalid command!', ['trouble: Error. Invalid command!']],
    ['RDM', '#1, jess: "a"\n#2, bob: "b"', ['#1, jess: "a"', '#2, bob: "b"']],
    [
      'ATU-N',
      'No other active user.\n[from olivia] psst',
      ['No other active user.', 'said: [from olivia] psst'],
    ],
    ['F', 'No.\n[from server] x', ['trouble: No.', 'said: [from server] x']],
    ['RDM', 'a\x1b[2J\r\nb\0', ['a\ufffd[2J', 'b\ufffd']],
    ['RDM', '', ['']],
    ['RDM', '#1, jess: "a"\n#2, bob: "b"\n', ['#1, jess: "a"', '#2, bob: "b"']],
  ]
  test.each(replies)('a reply %s %j', (type, body, shown) => {
    const line = PipedLine.loggedIn().type('x').reply(type, body)
    expect(line.screen).toEqual([...shown, PROMPT])
  })

  test('a malformed reply completes the command', () => {
    const line = PipedLine.loggedIn().type('x', 'y').hear(odd.nonsense)
    expect(line.screen).toEqual([odd.text, PROMPT])
    expect(line.said).toEqual(['x|', 'y|'])
  })

  test('shows unasked replies without a new prompt', () => {
    const line = PipedLine.loggedIn().reply('MSGACK', 'late').hear(odd.nonsense)
    expect(line.screen).toEqual(['late', odd.text])
  })

  test('does not send a request that is too long', () => {
    const line = PipedLine.loggedIn().type(`MSG ${'x'.repeat(2011)}`, `MSG ${'é'.repeat(1007)}`)
    expect(line.screen).toEqual([])
    line.reply('MSGACK', 'ok')
    expect(line.said).toEqual([`MSG|${'x'.repeat(2011)}`])
    expect(line.screen).toEqual([
      'ok',
      PROMPT,
      'trouble: That is too long to be sent, by 3 bytes.',
      PROMPT,
    ])
  })

  test.each(['OUT', 'OUT now'])('%j says goodbye', (out) => {
    const line = PipedLine.loggedIn().type(out, 'MSG x').reply('OUT', 'Bye, jess!').lose()
    expect(line.screen).toEqual(['Bye, jess!'])
    expect(line.said).toHaveLength(1)
    expect(line.deeds).toEqual(['end 0'])
  })

  test('a close after OUT without a reply is no error', () => {
    const line = PipedLine.loggedIn().type('OUT').lose()
    expect([line.screen, line.deeds]).toEqual([[], ['end 0']])
    expect(PipedLine.loggedIn().type('OUT').hear(odd.nonsense).deeds).toEqual(['end 0'])
  })

  test('explains all input, in help and in README.md', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const rows = dialect.terminal.help.map(({ typed }) => typed)
    const verbs = ['MSG', 'MSG', 'DLT', 'EDT', 'RDM', 'ATU', 'UPD']
    const ofRooms = ['JOIN', 'MSG', 'RDM', 'ATU', 'LEAVE', 'ROOMS', 'KICK', 'BAN', 'UNBAN', 'BANS']
    expect(rows.map((row) => row.split(' ')[0])).toEqual([...verbs, ...ofRooms, 'OUT'])
    for (const row of rows) expect(readme).toContain(`\`${row}\``)
  })
})

test('reads replies that are cut and joined anywhere', () => {
  const heard = [pickled('MSGACK', 'Message #1 ☃'), pickled('RDM', 'a\nb'), pickled('OUT', 'Bye!')]
  const bytes = Buffer.concat([BANNER, pickled('LOGIN-A', ''), ...heard])
  const lines = ['jess', '123', 'MSG x', 'RDM y', 'OUT']
  const whole = PipedLine.connected()
    .type(...lines)
    .hear(bytes)
  expect(whole.screen.slice(2)).toEqual([
    'Welcome to TOOM, jess!',
    PROMPT,
    'Message #1 ☃',
    PROMPT,
    'a',
    'b',
    PROMPT,
    'Bye!',
  ])
  for (let cut = 0; cut <= bytes.length; cut++) {
    const line = PipedLine.connected().type(...lines)
    line.hear(bytes.subarray(0, cut)).hear(bytes.subarray(cut))
    expect([line.screen, line.said, line.deeds]).toEqual([whole.screen, whole.said, ['end 0']])
  }
  const line = PipedLine.connected().type(...lines)
  for (const byte of bytes) line.hear(Uint8Array.of(byte))
  expect(line.screen).toEqual(whole.screen)
})

describe('leaving', () => {
  const early: readonly (readonly [string, PipedLine])[] = [
    ['the greeting', PipedLine.connected()],
    ['a name', PipedLine.connected().hear(BANNER)],
    ['a password', PipedLine.connected().hear(BANNER).type('jess')],
  ]
  test.each(early)('at %s ends at once', (_where, line) => {
    const said = [...line.said]
    line.leave().leave().lose()
    expect(line.deeds).toEqual(['end 0'])
    expect(line.said).toEqual(said)
  })

  test.each([
    ['LOGIN-F', ['trouble: Invalid Password. Please try again']],
    ['LOGIN-N', ['trouble: Username does not exist, please input a valid username']],
  ])('after a login that is answered %s', (type, shown) => {
    const line = asked().forget().leave()
    expect(line.deeds).toEqual([])
    expect([line.reply(type, '').screen, line.deeds]).toEqual([shown, ['end 1']])
  })

  test('after a login, as soon as it is confirmed', () => {
    const line = asked().forget().leave().reply('LOGIN-A', '')
    expect([line.screen, line.said]).toEqual([['Welcome to TOOM, jess!'], ['OUT|']])
    expect(line.reply('OUT', 'Bye, jess!').deeds).toEqual(['end 0'])
  })

  const unanswered = () => asked().forget().pass(10_000).forget()
  const tryingAgain: readonly (readonly [string, PipedLine])[] = [
    ['the greeting', unanswered()],
    ['a name', unanswered().connect().hear(BANNER)],
    ['a password', unanswered().connect().hear(BANNER).type('jess')],
  ]
  test.each(tryingAgain)('at %s, after a login without a reply: status 1', (_where, line) => {
    line.leave()
    expect(line.screen.at(-1)).toBe('failure: The server has not answered.')
    expect(line.deeds.at(-1)).toBe('end 1')
  })

  test('at a name, after an unanswered and a refused login, sends nothing', () => {
    const line = unanswered().connect().hear(BANNER).type('jess', '123').reply('LOGIN-N', '')
    line.forget().leave()
    expect([line.screen, line.deeds]).toEqual([[], ['end 1']])
  })

  test('during an unanswered login', () => {
    const line = asked().forget().leave().pass(5_000)
    expect([line.screen, line.said]).toEqual([['failure: The server has not answered.'], []])
    expect(line.deeds).toEqual(['end 1'])
  })

  test('sends OUT and shows the reply', () => {
    const line = PipedLine.loggedIn().leave().leave()
    expect([line.said, line.deeds]).toEqual([['OUT|'], []])
    line.reply('OUT', 'Bye, jess!')
    expect([line.screen, line.deeds]).toEqual([['Bye, jess!'], ['end 0']])
  })

  test('waits for the reply to a command first', () => {
    const line = PipedLine.loggedIn().type('MSG x').leave()
    expect(line.said).toEqual(['MSG|x'])
    line.reply('MSGACK', 'ok')
    expect([line.screen, line.said]).toEqual([['ok'], ['MSG|x', 'OUT|']])
    expect(line.lose().deeds).toEqual(['end 0'])
  })

  test('takes 5 seconds at most', () => {
    const silent = PipedLine.loggedIn().type('MSG x').leave().pass(4_999)
    expect(silent.deeds).toEqual([])
    silent.pass(1)
    expect([silent.said, silent.deeds]).toEqual([['MSG|x', 'OUT|'], ['end 1']])
    expect(silent.screen).toEqual([
      'failure: The server does not answer: 1 request got no answer and may be lost.',
    ])
    const slow = PipedLine.loggedIn(60_000).type('MSG x').leave().pass(5_000)
    expect([slow.said, slow.deeds]).toEqual([['MSG|x', 'OUT|'], ['end 1']])
    const out = PipedLine.loggedIn().type('OUT').leave().pass(5_000)
    expect([out.said, out.deeds]).toEqual([['OUT|'], ['end 0']])
  })

  test('at the end of a pipe, after its last line', () => {
    const line = PipedLine.loggedIn().type('MSG x', 'MSG y').eof()
    line.reply('MSGACK', 'one').reply('MSGACK', 'two').reply('OUT', 'Bye, jess!')
    expect(line.screen).toEqual(['one', PROMPT, 'two', PROMPT, 'Bye, jess!'])
    expect(line.said).toEqual(['MSG|x', 'MSG|y', 'OUT|'])
    expect(line.deeds).toEqual(['end 0'])
  })
})

test.each([
  ['the greeting', PipedLine.connected()],
  ['a name', PipedLine.connected().hear(BANNER)],
  ['a password', PipedLine.connected().hear(BANNER).type('jess')],
  ['a login', asked()],
  ['a command', PipedLine.loggedIn()],
  ['an answer', PipedLine.loggedIn().type('MSG x')],
  ['an answer, leaving', PipedLine.loggedIn().type('MSG x').leave()],
])('a server that closes on somebody who waits for %s', (_what, line) => {
  line.lose().lose().leave().wake().hear(odd.nonsense).reply('F', 'x').type('MSG x')
  expect(line.screen.at(-1)).toBe(CLOSED)
  expect(line.deeds).toEqual(['end 1'])
})

test('ignores a wake without a timer', () => {
  expect(PipedLine.loggedIn().wake()).toMatchObject({ screen: [], said: [], deeds: [] })
})
