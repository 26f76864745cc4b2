import { PipedLine } from './testing/piped-line.ts'
import { BANNER, COMPOSE, LISTED, MUTE, SILENCE, shown, UNKNOWN, wire } from './testing/wire.ts'

const CLOSED = 'The server has closed the connection.\n'
const UNSENT = 'The message was not sent: XOXOXO did not end it.\n'

describe('leaving', () => {
  const twice = (line: PipedLine) => line.leave().leave()

  test.each([
    ['before there is a connection', new PipedLine(), 'end 0'],
    ['before the banner', new PipedLine().connect(), 'end 0'],
    ['in the middle of the banner', new PipedLine().connect().hear('> OK - Welcome\n'), 'end 0'],
    ['before a login', PipedLine.greeted(), 'end 0'],
    ['after a login that was refused', PipedLine.greeted().type('LOGIN b').hear(UNKNOWN), 'end 1'],
  ])('%s is done at once', (_when, line, end) => {
    expect(twice(line.forget()).deeds).toEqual([end])
    expect(line.hear(BANNER).pass(20_000).lose().blurt('LIST').said).toBe('')
    expect([line.screen, line.deeds]).toEqual(['', [end]])
  })

  test('says goodbye, and waits for the answer', () => {
    const line = twice(PipedLine.loggedIn())
    expect([line.said, line.deeds]).toEqual(['LOGOUT\n', []])
    line
      .hear(`${wire('wait')}> OK - Goodbye xoxo\n`)
      .leave()
      .lose()
      .hear(UNKNOWN)
    expect(line.screen).toBe(`${shown('wait')}> OK - Goodbye xoxo\n`)
    expect([line.said, line.deeds]).toEqual(['LOGOUT\n', ['end 0']])
  })

  test.each([
    ['closes without a word', (line: PipedLine) => line.lose(), ''],
    ['refuses', (line: PipedLine) => line.hear(UNKNOWN), UNKNOWN],
    ['never answers', (line: PipedLine) => line.pass(5000), ''],
    ['says something else', (line: PipedLine) => line.hear('> OK - Bye\n').lose(), '> OK - Bye\n'],
    ['says nonsense', (line: PipedLine) => line.hear('x\n> y\n').pass(5000), 'x\n> y\n'],
  ])('from a server that %s', (_what, act, screen) => {
    const line = act(PipedLine.loggedIn().leave())
    expect([line.screen, line.deeds]).toEqual([screen, ['end 0']])
    expect(line.said).toBe('LOGOUT\n')
  })

  test.each([
    ['an answer', 'HELP', '> OK - help\n'],
    ['a refusal', 'HELP', UNKNOWN],
  ])('waits for %s', (_what, typed, answer) => {
    const line = twice(PipedLine.loggedIn().type(typed)).pass(4999)
    expect(line.said).toBe(`${typed}\n`)
    expect(line.hear(answer).said).toBe(`${typed}\nLOGOUT\n`)
    expect(line.deeds).toEqual([])
    expect(line.pass(1).deeds).toEqual(['end 0'])
  })

  test('waits for a login', () => {
    const line = twice(PipedLine.greeted().type('LOGIN bob')).hear('> OK - Hello bob\n')
    expect(line.said).toBe('LOGIN bob\nLOGOUT\n')
    expect(line.hear('> OK - Goodbye xoxo\n').deeds).toEqual(['end 0'])
    const refused = PipedLine.greeted().type('LOGIN b').leave().hear(UNKNOWN)
    expect([refused.said, refused.deeds]).toEqual(['LOGIN b\n', ['end 1']])
  })

  test.each(['before', 'behind'])('waits for rows, also %s their beginning', (when) => {
    const line = PipedLine.loggedIn().type('LIST')
    if (when === 'before') line.leave().hear(LISTED)
    else line.hear(LISTED).leave()
    expect(line.hear('127.0.0.1:3 | eve\n').said).toBe('LIST\n')
    expect(line.pass(SILENCE).said).toBe('LIST\nLOGOUT\n')
    expect(line.hear('> OK - Goodbye xoxo\n').deeds).toEqual(['end 0'])
  })

  test('waits for rows without end no longer than for anything else', () => {
    const line = PipedLine.loggedIn().type('LIST').hear(LISTED).leave()
    for (let time = 0; time < 5000; time += 100) line.hear('row\n').pass(100)
    expect([line.said, line.deeds]).toEqual(['LIST\nLOGOUT\n', ['end 0']])
  })

  test('waits no longer than 5 seconds for an answer', () => {
    const line = PipedLine.loggedIn().type('HELP').leave().pass(5000)
    expect(line.screen.startsWith(MUTE)).toBe(true)
    expect([line.said, line.deeds]).toEqual(['HELP\nLOGOUT\n', ['end 1']])
  })

  test('waits for what becomes of a message', () => {
    const line = PipedLine.composing().type('hi', 'XOXOXO').leave()
    line.hear(`> ERROR - Line too long\n`)
    expect(line.said).toBe('hi\nXOXOXO\n')
    expect(line.hear('> ERROR - Message too long\n').said).toBe('hi\nXOXOXO\nLOGOUT\n')
  })

  test('in the middle of a message sends nothing of it, not even a goodbye', () => {
    const line = twice(PipedLine.composing().type('half'))
    expect([line.said, line.screen, line.deeds]).toEqual(['half\n', UNSENT, ['end 0']])
    const asked = PipedLine.loggedIn().type('MESSAGE ann').leave().hear(COMPOSE)
    expect([asked.said, asked.deeds]).toEqual(['MESSAGE ann\n', ['end 0']])
    expect(asked.screen).toBe(`${COMPOSE}${UNSENT}`)
  })

  test('while a message arrives', () => {
    const line = PipedLine.loggedIn().hear(wire('hi').slice(0, 60)).leave()
    line.hear(`${wire('hi').slice(60)}> OK - Goodbye xoxo\n`)
    expect(line.screen).toBe(`${shown('hi')}> OK - Goodbye xoxo\n`)
    const cut = PipedLine.loggedIn().hear(wire('hi').slice(0, -12)).leave().pass(5000)
    expect(cut.screen).toBe(`${shown('hi')}The rest of this message did not come.\n`)
    expect(cut.deeds).toEqual(['end 0'])
  })

  test('when the input ends, after all lines were answered', () => {
    const line = new PipedLine().connect().type('LOGIN bob', 'HELP').eof().hear(BANNER)
    line.hear('> OK - Hello bob\n')
    expect(line.said).toBe('LOGIN bob\nHELP\n')
    line.hear('> OK - help\n> OK - Goodbye xoxo\n')
    expect([line.said, line.deeds]).toEqual(['LOGIN bob\nHELP\nLOGOUT\n', ['end 0']])
  })
})

describe('LOGOUT (3.12)', () => {
  test('ends the program, and what was typed behind it is not sent', () => {
    const line = PipedLine.loggedIn().type('LOGOUT ', 'LIST').hear('> OK - Goodbye xoxo\n').lose()
    expect([line.said, line.deeds]).toEqual(['LOGOUT \n', ['end 0']])
  })

  test.each([
    ['closes without a word', (line: PipedLine) => line.lose()],
    ['never answers', (line: PipedLine) => line.pass(10_000)],
    ['is left meanwhile', (line: PipedLine) => line.leave().pass(5000)],
  ])('at a server that %s', (_what, act) => {
    const line = act(PipedLine.loggedIn().type('LOGOUT'))
    expect([line.screen, line.said, line.deeds]).toEqual(['', 'LOGOUT\n', ['end 0']])
  })

  test('before a login is refused like anything else', () => {
    const line = PipedLine.greeted().type('LOGOUT', 'LIST').hear(UNKNOWN)
    expect([line.said, line.deeds]).toEqual(['LOGOUT\nLIST\n', []])
  })

  test('inside a message is text', () => {
    expect(PipedLine.composing().type('LOGOUT', 'x').said).toBe('LOGOUT\nx\n')
  })
})

test.each([
  ['before its banner', new PipedLine().connect()],
  ['in the middle of its banner', new PipedLine().connect().hear('> OK - Welcome\n')],
  ['before a login', PipedLine.greeted()],
  ['instead of an answer', PipedLine.loggedIn().type('HELP')],
  ['in the middle of rows', PipedLine.loggedIn().type('LIST').hear(LISTED)],
  ['with nothing outstanding', PipedLine.loggedIn()],
  ['on a message that is typed', PipedLine.composing().type('half')],
  ['instead of saying what becomes of a message', PipedLine.composing().type('XOXOXO')],
  ['on somebody who leaves', PipedLine.loggedIn().type('HELP').leave()],
])('a server that closes %s', (_when, line) => {
  line.forget().lose().lose().leave().pass(20_000)
  expect(line.hear(UNKNOWN).screen).toBe(CLOSED)
  expect([line.said, line.deeds]).toEqual(['', ['end 1']])
})

test('a server that closes in the middle of a message', () => {
  const line = PipedLine.loggedIn().hear(wire('hi', 'you').slice(0, -12)).lose()
  const broken = 'The rest of this message did not come.\n'
  expect(line.screen).toBe(`${shown('hi', 'you')}${broken}${CLOSED}`)
  expect(line.deeds).toEqual(['end 1'])
})
