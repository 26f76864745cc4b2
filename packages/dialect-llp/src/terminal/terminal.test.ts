import { readFileSync } from 'node:fs'
import { terminal } from './terminal.ts'
import { PipedLine } from './testing/piped-line.ts'
import {
  BANNER,
  COMPOSE,
  DELIVERED,
  LISTED,
  SILENCE,
  shown,
  UNKNOWN,
  wire,
} from './testing/wire.ts'

describe('the banner (2.1)', () => {
  test('is shown without its empty lines, and the first of these ends it', () => {
    const line = new PipedLine().connect()
    line.hear(BANNER.slice(0, -2))
    expect(line.prompts).toBe(0)
    line.hear('\n\n')
    expect(line.prompts).toBe(1)
    expect(line.screen).toBe(BANNER.slice(0, -2))
  })

  test.each([
    ['one line', '> OK - Welcome\n'],
    ['two lines', '> OK - Welcome\nthe commands\n'],
    ['lines of another shape', 'Welcome\nto everyone\n'],
    ['a complaint', '> ERROR - Server is full\n'],
    ['a quoted line behind it', '> OK - Welcome\n> the commands\n'],
  ])('may be %s, and ends with a silence', (_what, banner) => {
    const line = new PipedLine().connect().type('LOGIN bob').hear(banner).pass(SILENCE)
    expect(line.screen).toBe(banner)
    expect(line.said).toBe('LOGIN bob\n')
  })

  test('that never ends is waited for 10 seconds', () => {
    const line = new PipedLine().connect().hear('hi\n')
    for (let time = 0; time < 9900; time += 100) line.hear('and hi\n').pass(100)
    expect(line.prompts).toBe(0)
    line.hear('and hi\n').pass(100)
    expect(line.prompts).toBe(1)
  })

  test('that does not come is waited for 2 seconds', () => {
    const line = new PipedLine().connect().type('LOGIN bob').pass(1999)
    expect(line.said).toBe('')
    line.pass(1).hear('> OK - Hello bob\n')
    expect(line.said).toBe('LOGIN bob\n')
    expect([line.screen, line.prompts]).toEqual(['> OK - Hello bob\n', 2])
  })

  test('that comes late is no answer to what was sent meanwhile', () => {
    const line = new PipedLine().connect().type('LOGIN bob', 'LIST').pass(2000).hear(BANNER)
    expect(line.said).toBe('LOGIN bob\n')
    line.hear('> OK - Hello bob\n')
    expect(line.said).toBe('LOGIN bob\nLIST\n')
  })

  test('that comes late, with nothing sent meanwhile, asks for no second line', () => {
    expect(new PipedLine().connect().pass(2000).hear(BANNER).prompts).toBe(1)
  })
})

test.each([
  ['a login that was refused', ['LOGIN b', '> ERROR - Invalid username, try again\n'], 'end 1'],
  ['no login', [], 'end 0'],
  ['another refusal', ['LIST', '> ERROR - You are not logged in\n'], 'end 0'],
])('the end of the input after %s', (_what, [typed, answer], end) => {
  const line = PipedLine.greeted()
  if (typed !== undefined && answer !== undefined) line.type(typed).hear(answer)
  expect(line.eof().pass(SILENCE).deeds).toEqual([end])
})

test('the end of the input after a login that was refused first', () => {
  const line = PipedLine.greeted().type('LOGIN b').hear('> ERROR - Username is use\n')
  line.type('LOGIN bob').hear('> OK - Hello bob\n').eof().hear('> OK - Goodbye xoxo\n')
  expect(line.deeds).toEqual(['end 0'])
})

describe('commands (3, 6)', () => {
  const answers: readonly (readonly [string, string])[] = [
    ['LOGIN bob', '> OK - Hello bob\n'],
    ['LOGIN b', '> ERROR - Invalid username, try again\n'],
    ['LOGIN ann', '> ERROR - Username is use\n'],
    ['LOGIN bob', '> ERROR - You are already logged in\n'],
    ['MESSAGE', '> ERROR - Invalid recipient username, try again\n'],
    ['BLOCK ann', '> OK - Blocked ann\n'],
    ['UNBLOCK ann', '> OK - Unblocked ann\n'],
    ['UNBLOCK ann', '> ERROR - Not blocked\n'],
    ['HISTORY x', '> ERROR - Invalid number, try again\n'],
    ['HELP', '> OK - Supported commands are: LOGIN <user>, LOGOUT\n'],
    ['', UNKNOWN],
    ['  LIST  ', UNKNOWN],
    ['XOXOXO', UNKNOWN],
    ['été 🎈 \t', UNKNOWN],
    ['LIST', '> ERROR - Line too long\n'],
  ]
  test.each(answers)('%j is sent as it is, and its answer shown as it is', (typed, answer) => {
    const line = PipedLine.greeted().type(typed)
    expect(line.said).toBe(`${typed}\n`)
    const { prompts } = line
    line.hear(answer)
    expect(line.screen).toBe(answer)
    expect(line.tones).toEqual([answer.startsWith('> OK') ? 'plain' : 'trouble'])
    expect(line.prompts).toBe(prompts + 1)
  })

  test.each([
    ['a silence', LISTED, (line: PipedLine) => line.pass(SILENCE)],
    ['an empty line', LISTED, (line: PipedLine) => line.hear('\n')],
    ['a dangling "> "', LISTED, (line: PipedLine) => line.hear('> \n')],
    ['a message', `${LISTED}${shown('hi')}`, (line: PipedLine) => line.hear(wire('hi'))],
    ['a status', `${LISTED}${UNKNOWN}`, (line: PipedLine) => line.hear(UNKNOWN)],
  ])('rows end with %s (5.1)', (_what, screen, end) => {
    const line = PipedLine.loggedIn().type('LIST').hear(LISTED)
    const { prompts } = line.pass(SILENCE - 1)
    line.hear('')
    expect(end(line).prompts).toBe(prompts + 1)
    expect(line.screen).toBe(screen)
    expect(line.pass(20_000).prompts).toBe(prompts + 1)
  })

  test('each row begins the silence anew, for 10 seconds at most', () => {
    const line = PipedLine.loggedIn().type('HISTORY', 'LIST').hear('> OK - Data Available...\n')
    for (let time = 0; time < 9900; time += 100) line.hear('row\n').pass(100)
    expect(line.said).toBe('HISTORY\n')
    line.hear('row\n').pass(100)
    expect(line.said).toBe('HISTORY\nLIST\n')
    expect(line.hear('late row\n').screen).toMatch(/row\nlate row\n$/)
    expect(line.hear('> OK - Data Available...\n').pass(SILENCE).prompts).toBe(4)
  })

  test('a line that is too long is not sent', () => {
    const line = PipedLine.loggedIn({ maxLine: 256 }).type('é'.repeat(129), 'é'.repeat(128))
    expect(line.said).toBe(`${'é'.repeat(128)}\n`)
    expect(line.screen).toBe('That line was not sent: it has more than 256 bytes.\n')
  })
})

describe('a message that is typed (3.7 to 3.11)', () => {
  const body = ['two', '', 'LIST', 'XOXOXO dear', 'xoxoxo', ' lines ']

  test.each(['MESSAGE ann', 'BROADCAST'])(
    '%s: its lines wait for nothing but the first',
    (typed) => {
      const line = PipedLine.loggedIn().type(typed, ...body, 'XOXOXO', 'LIST')
      expect(line.said).toBe(`${typed}\n`)
      line.hear(COMPOSE)
      expect(line.said).toBe(`${[typed, ...body, 'XOXOXO'].join('\n')}\n`)
      line.hear(DELIVERED)
      expect(line.said).toMatch(/XOXOXO\nLIST\n$/)
      expect(line.screen).toBe(`${COMPOSE}${DELIVERED}`)
    },
  )

  test.each(['XOXOXO', 'love you XOXOXO', 'XOXOXO \t', 'XOXOXOXOXO', '\u200bXOXOXO'])(
    '%j closes it, and is answered',
    (last) => {
      const line = PipedLine.composing().type(last, 'LIST')
      expect(line.said).toBe(`${last}\n`)
      line.hear('> ERROR - Recipient does not exist\n')
      expect(line.said).toBe(`${last}\nLIST\n`)
    },
  )

  test('where the recipient is refused, what follows are commands', () => {
    const refused = '> ERROR - Invalid recipient username, try again\n'
    const line = PipedLine.loggedIn().type('MESSAGE', 'hello', 'XOXOXO').hear(refused)
    expect(line.said).toBe('MESSAGE\nhello\n')
    expect(line.hear(UNKNOWN).said).toBe('MESSAGE\nhello\nXOXOXO\n')
  })

  test('a line that the server finds too long is told at once; the message has its own answer', () => {
    const line = PipedLine.composing().type('long').hear('> ERROR - Line too long\n')
    line.type('more', 'XOXOXO', 'LIST').hear('> ERROR - Line too long\n')
    expect(line.said).toBe('long\nmore\nXOXOXO\n')
    line.hear('> ERROR - Message too long\n')
    expect(line.said).toBe('long\nmore\nXOXOXO\nLIST\n')
  })

  test('a line that is too long is not sent, and ends nothing', () => {
    const line = PipedLine.composing({ maxLine: 256 })
    line.type(`${'x'.repeat(256)}XOXOXO`, 'y', 'XOXOXO').hear(DELIVERED)
    expect(line.said).toBe('y\nXOXOXO\n')
    expect(line.screen).toBe(`That line was not sent: it has more than 256 bytes.\n${DELIVERED}`)
  })

  test('a server that answers in the middle of it has left it', () => {
    const line = PipedLine.composing().type('hello').hear('> ERROR - Try again later\n')
    line.type('LIST', 'LIST')
    expect(line.said).toBe('hello\nLIST\n')
  })

  test('any number of lines', () => {
    const lines = Array.from({ length: 1500 }, (_, index) => `line ${index}`)
    const line = PipedLine.composing().type(...lines, 'XOXOXO')
    expect(line.said).toBe(`${lines.join('\n')}\nXOXOXO\n`)
  })
})

describe('a whole conversation', () => {
  const typed = ['LOGIN b', 'LOGIN bob', 'LIST', 'MESSAGE bob', 'été', 'x XOXOXO', 'LOGOUT']
  const answers = [
    '> ERROR - Invalid username, try again\r\n',
    '> OK - Hello bob\n',
    LISTED,
    `> ${'\n'}${wire('🎈', 'OK - x').replace('bob', 'everyone')}`,
    COMPOSE,
    `${wire('été', 'x')}${DELIVERED}`,
    '> OK - Goodbye xoxo\n',
  ]
  const bytes = new TextEncoder().encode(`${BANNER}${answers.join('')}`)
  const screen = [
    BANNER.slice(0, -2),
    '> ERROR - Invalid username, try again\n',
    '> OK - Hello bob\n',
    LISTED,
    shown('🎈', 'OK - x').replace('you', 'everyone'),
    COMPOSE,
    shown('été', 'x'),
    DELIVERED,
    '> OK - Goodbye xoxo\n',
  ].join('')

  const check = (line: PipedLine) => {
    expect(line.screen).toBe(screen)
    expect(line.said).toBe(`${typed.join('\n')}\n`)
    expect(line.deeds).toEqual(['end 0'])
  }
  const begun = () => new PipedLine().connect().type(...typed)

  test('may be cut and joined anywhere', () => {
    check(begun().hear(bytes))
    for (let at = 1; at < bytes.length; at++) {
      check(begun().hear(bytes.slice(0, at)).hear(bytes.slice(at)))
    }
    const slow = begun()
    for (const byte of bytes) slow.hear(Uint8Array.of(byte))
    check(slow)
  })
})

test('the phrases are what is typed and shown', () => {
  const { login, welcome, send, list, leave, heard } = terminal.phrases
  const line = PipedLine.greeted().type(...login('bob', 'secret'), ...send('ann', 'hi'))
  line.hear(`> OK - Hello bob\n${COMPOSE}${DELIVERED}${wire('yes')}`)
  expect(line.said).toBe('LOGIN bob\nMESSAGE ann\nhi\nXOXOXO\n')
  expect(line.screen).toBe(`${welcome('bob')}\n${COMPOSE}${DELIVERED}${heard('ann', 'yes')}\n`)
  expect(
    line
      .forget()
      .type(...list)
      .hear(LISTED).screen,
  ).toBe(LISTED)
  line
    .hear('\n')
    .type(...leave)
    .hear('> OK - Goodbye xoxo\n')
  expect([line.said, line.deeds]).toEqual(['LIST\nLOGOUT\n', ['end 0']])
})

test('all that can be typed is explained, here and in README.md', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const rows = terminal.help.map(({ typed }) => typed)
  const ofRooms = rows.filter((typed) => /#room|ROOMS/.test(typed))
  expect(ofRooms).toHaveLength(10)
  expect(rows.filter((typed) => !ofRooms.includes(typed))).toEqual([
    ...['LOGIN <user>', 'LIST', 'MESSAGE <user>', 'XOXOXO', 'LOGOUT'],
    ...['BROADCAST', 'BLOCK <user>', 'UNBLOCK <user>', 'HISTORY [n]', 'HELP'],
  ])
  for (const typed of rows) expect(readme).toContain(`| \`${typed}\` |`)
})

test('the prompt within a message says whom it is for, and what ends it', () => {
  const line = PipedLine.loggedIn()
  const prompted = ['MESSAGE ann', 'one', 'two XOXOXO', 'BROADCAST'].map((typed) => {
    line.type(typed).hear(typed === 'two XOXOXO' ? DELIVERED : typed === 'one' ? '' : COMPOSE)
    return line.prompted
  })
  const words = 'Writing to ann; XOXOXO ends it: '
  expect(prompted).toEqual([words, words, '', 'Writing to everyone; XOXOXO ends it: '])
})
