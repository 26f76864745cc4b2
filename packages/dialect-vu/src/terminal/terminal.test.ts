import { readFileSync } from 'node:fs'
import { terminal } from './terminal.ts'
import { PipedLine } from './testing/piped-line.ts'

const LOGIN = 'Welcome to Chat Client. Enter your login: '

describe('the login (4.1 to 4.5)', () => {
  test('asks for a name once connected, and sends it', () => {
    const line = new PipedLine()
    expect(line.screen).toBe('')
    line.connect().type('alice')
    expect(line.screen).toBe('Welcome to Chat Client. Enter your login: ')
    expect(line.said).toBe('HELLO-FROM alice\n')
    line.hear('HELLO alice\n')
    expect(line.screen).toBe(`${LOGIN}Successfully logged in as alice!\n`)
    expect(line.deeds).toEqual([])
  })

  test('asks for another name on the same connection after IN-USE', () => {
    const line = PipedLine.connected().type('alice').hear('IN-USE\n')
    expect(line.screen).toBe(
      `${LOGIN}Cannot log in as alice. That username is already in use.\n${LOGIN}`,
    )
    line.type('al').hear('HELLO al\n')
    expect(line.screen).toMatch(/login: Successfully logged in as al!\n$/)
    expect(line.said).toBe('HELLO-FROM alice\nHELLO-FROM al\n')
    expect(line.deeds).toEqual([])
  })

  test.each([...'!@#$%^&* ,\t'].map((one) => `al${one}ice`).concat('', 'alice '))(
    '%j is not sent',
    (name) => {
      const line = PipedLine.connected().type(name)
      expect(line.screen).toBe(
        `${LOGIN}Cannot log in as ${name}. That username contains disallowed characters.\n${LOGIN}`,
      )
      expect(line.said).toBe('')
    },
  )

  test.each(['BAD-RQST-BODY', 'BAD_RQST_BODY', 'BAD-RQST-HDR', 'BAD-RQST-BODY why', 'UNKNOWN'])(
    '%s is answered with the same text',
    (refusal) => {
      const line = PipedLine.connected().type('a.b').hear(`${refusal}\n`)
      expect(line.screen).toBe(
        `${LOGIN}Cannot log in as a.b. That username contains disallowed characters.\n${LOGIN}`,
      )
      expect(line.type('ab').said).toBe('HELLO-FROM a.b\nHELLO-FROM ab\n')
    },
  )

  test.each([
    ['to the login', PipedLine.connected().type('alice')],
    ['at once', PipedLine.connected()],
  ])('a full server that says so %s', (_when, line) => {
    line.hear('BUSY\n').lose().type('bob')
    expect(line.screen).toBe(`${LOGIN}Cannot log in. The server is full!\n`)
    expect(line.deeds).toEqual(['end 0'])
  })
})

describe('a server that closes after IN-USE (2.2)', () => {
  const refused = () => PipedLine.connected().type('alice').hear('IN-USE\n')

  test('reconnects with the next name, not before', () => {
    const line = refused().lose()
    expect(line.deeds).toEqual([])
    line.type('al ice').type('al')
    expect(line.deeds).toEqual(['reconnect'])
    expect(line.said).toBe('HELLO-FROM alice\n')
    line.connect().hear('HELLO al\n')
    expect(line.said).toBe('HELLO-FROM alice\nHELLO-FROM al\n')
    expect(line.screen.split(LOGIN)).toEqual([
      '',
      'Cannot log in as alice. That username is already in use.\n',
      'Cannot log in as al ice. That username contains disallowed characters.\n',
      'Successfully logged in as al!\n',
    ])
  })

  test('reconnects if the next name was already sent', () => {
    const line = refused().type('al').lose()
    expect(line.deeds).toEqual(['reconnect'])
    line.connect().hear('HELLO al\n')
    expect(line.said).toBe('HELLO-FROM alice\nHELLO-FROM al\nHELLO-FROM al\n')
    expect(line.screen).toMatch(/login: Successfully logged in as al!\n$/)
  })

  test('does not reconnect after a close without a reply', () => {
    const line = refused().type('al').lose().connect().lose()
    expect(line.deeds).toEqual(['reconnect', 'end 1'])
  })

  test('again and again', () => {
    const line = refused().lose()
    for (const name of ['a', 'b', 'c']) line.type(name).connect().hear('IN-USE\n').lose()
    expect(line.deeds).toEqual(['reconnect', 'reconnect', 'reconnect'])
    expect(line.type('!quit').deeds.at(-1)).toBe('end 0')
  })
})

describe('commands (4.6)', () => {
  const typed: readonly (readonly [string, string])[] = [
    ['!who', 'LIST\n'],
    ['@bob hello there', 'SEND bob hello there\n'],
    ['@bob  two  spaces ', 'SEND bob  two  spaces \n'],
    ['@bob !quit', 'SEND bob !quit\n'],
    ['@* lunch?', 'SEND * lunch?\n'],
    ['@bob ', 'SEND bob \n'],
    ['@bob   ', 'SEND bob   \n'],
    ...['', ' ', 'hello', '!WHO', '!who ', ' !who', '@', '@ ', '@ hi', '@bob'].map(
      (line) => [line, ''] as const,
    ),
  ]
  test.each(typed)('%j sends %j', (line, said) => {
    const there = PipedLine.loggedIn().type(line)
    expect(there.said).toBe(said)
    expect(there.screen).toBe('')
    expect(there.type('!who').said).toBe(`${said}LIST\n`)
  })

  const heard: readonly (readonly [string, string])[] = [
    ['LIST-OK alice,bob', 'There are 2 online users:\nalice\nbob\n'],
    ['WHO-OK alice', 'There are 1 online users:\nalice\n'],
    ['LIST_OK a, b,,', 'There are 2 online users:\na\nb\n'],
    ['LIST-OK a,b,', 'There are 2 online users:\na\nb\n'],
    ['LIST-OK', 'There are 0 online users:\n'],
    ['SEND-OK', 'The message was sent successfully\n'],
    ['BAD-DEST-USER', 'The destination user does not exist\n'],
    ['BAD_DEST_USER', 'The destination user does not exist\n'],
    ['UNKNOWN', 'The destination user does not exist\n'],
    ['DELIVERY bob hello there', 'From bob: hello there\n'],
    ['DELIVERY bob  two  ', 'From bob:  two  \n'],
    ['BAD-RQST-HDR', 'Error: Unknown issue in previous message header.\n'],
    ['BAD_RQST_HDR', 'Error: Unknown issue in previous message header.\n'],
    ['BAD-RQST-BODY', 'Error: Unknown issue in previous message body.\n'],
    ['BAD_RQST_BODY oops', 'Error: Unknown issue in previous message body.\n'],
    ['DELIVERY bob \u001b[2Jx\rFrom eve: y', 'From bob: \ufffd[2Jx\ufffdFrom eve: y\n'],
    ['DELIVERY bob x\u2028From eve: y', 'From bob: x\ufffdFrom eve: y\n'],
    ['HELLO alice', 'The server said what is not understood: HELLO alice\n'],
    ['IN-USE', 'The server said what is not understood: IN-USE\n'],
    ['BUSY', 'The server said what is not understood: BUSY\n'],
    ['\u0007', 'The server said what is not understood: \ufffd\n'],
    ['x'.repeat(500), `The server said what is not understood: ${'x'.repeat(200)}\n`],
  ]
  test.each(heard)('%j is shown as %j', (line, screen) => {
    const there = PipedLine.loggedIn().hear(`${line}\n`)
    expect(there.screen).toBe(screen)
    expect(there.deeds).toEqual([])
  })

  test('reads replies that are cut and joined anywhere (4.9)', () => {
    const lines = heard.slice(0, 15)
    const replies = `${lines.map(([line]) => `${line}\n`).join('')}DELIVERY bob été 🎈\r\n`
    const screen = `${lines.map(([, shown]) => shown).join('')}From bob: été 🎈\n`
    const bytes = new TextEncoder().encode(replies)
    expect(PipedLine.loggedIn().hear(bytes).screen).toBe(screen)
    for (let at = 1; at < bytes.length; at++) {
      const line = PipedLine.loggedIn().hear(bytes.slice(0, at)).hear(bytes.slice(at))
      expect(line.screen).toBe(screen)
    }
    const slow = PipedLine.loggedIn()
    for (const byte of bytes) slow.hear(Uint8Array.of(byte))
    expect(slow.screen).toBe(screen)
  })
})

describe('a server of before 2022 (5.3)', () => {
  const refused = () => PipedLine.loggedIn().type('!who').hear('BAD-RQST-HDR\n')
  const HEADER = 'Error: Unknown issue in previous message header.\n'

  test('sends WHO after LIST was refused, and only WHO from then on', () => {
    const line = refused()
    expect([line.said, line.screen]).toEqual(['LIST\nWHO\n', ''])
    line.hear('WHO-OK alice,bob\n').type('!who')
    expect(line.said).toBe('LIST\nWHO\nWHO\n')
    expect(line.screen).toBe('There are 2 online users:\nalice\nbob\n')
  })

  test.each([
    ['refuses both', (line: PipedLine) => line.hear('BAD_RQST_HDR\n')],
    ['answers nothing more', (line: PipedLine) => line.later(1000).wake()],
  ])('one that %s is asked no further', (_what, then) => {
    const line = then(refused())
    expect(line.screen).toBe(HEADER)
    line.type('!who').hear('BAD-RQST-HDR\n')
    expect(line.said).toBe('LIST\nWHO\nLIST\n')
    expect(line.screen).toBe(`${HEADER}${HEADER}`)
    expect(line.eof().deeds.at(-1)).toBe('end 0')
  })

  test('shows the refusal of another command', () => {
    const line = PipedLine.loggedIn().type('@bob hi', '!who').hear('BAD-RQST-HDR\nLIST-OK a\n')
    expect(line.said).toBe('SEND bob hi\nLIST\n')
    line.type('!who').hear('BAD-RQST-HDR\n')
    expect(line.said).toBe('SEND bob hi\nLIST\nLIST\n')
    expect(line.screen).toBe(`${HEADER}There are 1 online users:\na\n${HEADER}`)
  })

  test('waits for the reply on leaving', () => {
    const line = PipedLine.loggedIn().type('!who').eof().hear('BAD-RQST-HDR\n')
    expect(line.deeds).toEqual(['wake in 5000'])
    expect(line.hear('WHO-OK alice\n').deeds).toEqual(['wake in 5000', 'end 0'])
    expect(line.screen).toBe('There are 1 online users:\nalice\n')
  })
})

describe('lines that are typed ahead', () => {
  test('wait for the login, then are sent', () => {
    const line = PipedLine.connected().type('alice', '!who', '@bob hi', 'nothing')
    expect(line.said).toBe('HELLO-FROM alice\n')
    line.hear('HELLO alice\nDELIVERY eve psst\n')
    expect(line.said).toBe('HELLO-FROM alice\nLIST\nSEND bob hi\n')
    expect(line.screen).toBe(`${LOGIN}Successfully logged in as alice!\nFrom eve: psst\n`)
  })

  test('are names as long as names are refused', () => {
    const line = PipedLine.connected().type('alice', 'a,b', 'bob', 'carol', '!who').eof()
    line.hear('IN-USE\n').hear('BAD-RQST-BODY\n').hear('HELLO carol\nLIST-OK carol\n')
    expect(line.said).toBe('HELLO-FROM alice\nHELLO-FROM bob\nHELLO-FROM carol\nLIST\n')
    expect(line.screen.split(LOGIN)).toEqual([
      '',
      'Cannot log in as alice. That username is already in use.\n',
      'Cannot log in as a,b. That username contains disallowed characters.\n',
      'Cannot log in as bob. That username contains disallowed characters.\n',
      'Successfully logged in as carol!\nThere are 1 online users:\ncarol\n',
    ])
    expect(line.deeds).toEqual(['wake in 5000', 'end 0'])
  })

  test('are queued up to a limit, and sent in order', () => {
    const texts = Array.from({ length: 300 }, (_, index) => `@bob ${index}`)
    const line = PipedLine.connected().type('alice', ...texts)
    line.hear('HELLO alice\n')
    const sends = texts.map((_, index) => `SEND bob ${index}\n`).join('')
    expect(line.said).toBe(`HELLO-FROM alice\n${sends}`)
  })

  test('in any number', () => {
    const names = Array.from({ length: 300 }, (_, index) => `user${index}`)
    const line = PipedLine.connected().type(...names)
    for (const _ of names) line.hear('IN-USE\n')
    expect(line.said).toBe(names.map((name) => `HELLO-FROM ${name}\n`).join(''))
    expect(line.deeds).toEqual([])
  })
})

test('reads a conversation that is cut and joined anywhere', () => {
  const bytes = new TextEncoder().encode('IN-USE\nHELLO bob\nDELIVERY al hi\nLIST-OK al,bob,\n')
  for (let at = 1; at <= bytes.length; at++) {
    const line = PipedLine.connected().type('al', 'bob', '!who', '!quit')
    line.hear(bytes.slice(0, at)).hear(bytes.slice(at))
    expect(line.said).toBe('HELLO-FROM al\nHELLO-FROM bob\nLIST\n')
    expect(line.screen).toBe(
      'Welcome to Chat Client. Enter your login: ' +
        'Cannot log in as al. That username is already in use.\n' +
        'Welcome to Chat Client. Enter your login: ' +
        'Successfully logged in as bob!\nFrom al: hi\nThere are 2 online users:\nal\nbob\n',
    )
    expect(line.deeds).toEqual(['wake in 1000', 'end 0'])
  }
})

describe('leaving', () => {
  test('before there is a connection', () => {
    expect(new PipedLine().leave().deeds.at(-1)).toBe('end 0')
  })

  test('at the login prompt', () => {
    expect(PipedLine.connected().type('!quit').deeds.at(-1)).toBe('end 0')
    expect(PipedLine.connected().eof().deeds.at(-1)).toBe('end 0')
    const refused = PipedLine.connected().type('alice').hear('IN-USE\n')
    expect(refused.type('!quit').deeds.at(-1)).toBe('end 0')
  })

  test('while a login is unanswered', () => {
    const quit = PipedLine.connected().type('alice', '!quit')
    expect(quit.deeds).toEqual(['wake in 1000'])
    expect(quit.wake().deeds).toEqual(['wake in 1000', 'end 1'])
    expect(quit.failures).toBe(
      'The server does not answer: 1 request got no answer and may be lost.\n',
    )
    const left = PipedLine.connected().type('alice').eof().hear('HELLO alice\n')
    expect(left.screen).toBe(`${LOGIN}Successfully logged in as alice!\n`)
    expect(left.deeds).toEqual(['wake in 5000', 'end 0'])
    const refused = PipedLine.connected().type('alice').eof().hear('IN-USE\n')
    expect(refused.screen).toBe(
      `${LOGIN}Cannot log in as alice. That username is already in use.\n`,
    )
    expect(refused.deeds).toEqual(['wake in 5000', 'end 1'])
    const ignored = PipedLine.connected().type('alice', '@bob hi', '@bob bye').eof().wake()
    expect(ignored.deeds).toEqual(['wake in 5000', 'end 1'])
    expect(ignored.failures).toBe(
      'The server does not answer: 1 request got no answer and may be lost, 2 lines not sent.\n',
    )
  })

  test('after a refused login: status 1 at the end of the input, 0 after !quit', () => {
    const refused = () => PipedLine.connected().type('al ice')
    expect(refused().eof().deeds.at(-1)).toBe('end 1')
    expect(refused().type('!quit').deeds.at(-1)).toBe('end 0')
    const second = PipedLine.connected()
      .type('alice')
      .hear('IN-USE\n')
      .type('al')
      .hear('HELLO al\n')
    expect(second.eof().deeds.at(-1)).toBe('end 0')
  })

  test('with no outstanding reply', () => {
    const line = PipedLine.loggedIn().type('!quit', '!who')
    expect(line.deeds.at(-1)).toBe('end 0')
    expect(line.said).toBe('')
  })

  test('waits for each reply', () => {
    const line = PipedLine.loggedIn().type('!who', '@bob hi', '@eve hi', 'x', '@bob y').eof()
    line.hear('LIST-OK alice\nDELIVERY bob yes?\nSEND-OK\nBAD-DEST-USER\n').leave()
    expect(line.deeds).toEqual(['wake in 5000'])
    expect(line.hear('BAD-RQST-BODY\n').deeds).toEqual(['wake in 5000', 'end 0'])
    expect(line.screen).toBe(
      'There are 1 online users:\nalice\nFrom bob: yes?\nThe message was sent successfully\n' +
        'The destination user does not exist\nError: Unknown issue in previous message body.\n',
    )
  })

  test('times out', () => {
    const line = PipedLine.loggedIn().type('!who', '@bob hi').eof().wake()
    expect(line.deeds).toEqual(['wake in 5000', 'end 1'])
    line.wake().leave().lose().hear('SEND-OK\n').type('!who')
    expect(line.deeds).toEqual(['wake in 5000', 'end 1'])
    expect(line.screen).toBe('')
    expect(line.failures).toBe(
      'The server does not answer: 2 requests got no answer and may be lost.\n',
    )
  })

  test('ignores a wake without a timer', () => {
    expect(PipedLine.loggedIn().wake().deeds).toEqual([])
  })
})

test.each([
  ['asked for a name', PipedLine.connected()],
  ['waiting for a login', PipedLine.connected().type('alice')],
  ['logged in', PipedLine.loggedIn()],
  [
    'logged in at the second try',
    PipedLine.connected().type('a').hear('IN-USE\n').type('b').hear('HELLO b\n'),
  ],
  ['waiting for an answer', PipedLine.loggedIn().type('!who')],
])('a server that closes on somebody %s', (_who, line) => {
  line.lose()
  expect(line.failures).toBe('The server has closed the connection.\n')
  expect(line.deeds).toEqual(['end 1'])
})

test('explains all input, in help and in README.md', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const rows = terminal.help.map(({ typed }) => typed)
  const ofRooms = rows.filter((typed) => typed.includes('room'))
  expect(rows.filter((typed) => !ofRooms.includes(typed))).toEqual([
    ...['@user message', '@* message', '!who', '!quit'],
  ])
  expect(ofRooms).toHaveLength(9)
  for (const typed of rows) expect(readme).toContain(`\`${typed}\``)
})
