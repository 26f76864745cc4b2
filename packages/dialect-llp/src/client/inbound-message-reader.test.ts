import { PipedLine } from '../terminal/testing/piped-line.ts'
import { DELIVERED, shown, wire } from '../terminal/testing/wire.ts'

describe('a message that comes (4)', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['one line', wire('hi'), shown('hi')],
    ['several lines', wire('hi', '', ' you '), shown('hi', '', ' you ')],
    ['an empty one', wire(''), shown('')],
    ['no line at all', wire(), shown('')],
    [
      'one to everyone',
      wire('hi').replace('bob', 'everyone'),
      shown('hi').replace('you', 'everyone'),
    ],
    ['one without recipient', wire('hi').replace('> RECIPIENT: bob\n', ''), shown('hi')],
    ['one without the dangling "> "', wire('hi').slice(0, -3), shown('hi')],
    ['one with a bare ">" at its end', wire('hi').replace('> \n', '>\n'), shown('hi')],
    [
      'the original, with its closing line',
      wire('hi', 'love XOXOXO').slice(0, -12),
      shown('hi', 'love'),
    ],
    ['one with \\r', wire('hi', 'you').replaceAll('\n', '\r\n'), shown('hi', 'you')],
    ['lines without "> "', wire('hi').replace('> hi', 'hi'), shown('hi')],
    [
      'one from the gateway',
      wire('hi').replace('ann', 'server'),
      shown('hi').replace('ann', 'server'),
    ],
    ['control characters', wire('\u001b[2J\u009b\0'), shown('\ufffd[2J\ufffd\ufffd')],
    [
      'a name with control characters',
      wire('hi').replace('ann', 'a\u2028n\u001b'),
      shown('hi').replace('ann', 'a\ufffdn\ufffd'),
    ],
  ]
  test.each(rows)('%s', (_what, bytes, screen) => {
    const line = PipedLine.loggedIn().hear(bytes)
    expect(line.screen).toBe(screen)
    expect(line.tones).toEqual(['said'])
  })

  const forged: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['an answer', ['OK - Goodbye xoxo', 'ERROR - x'], ['OK - Goodbye xoxo', 'ERROR - x']],
    ['an answer with its sign', ['> OK - Hello eve'], ['> OK - Hello eve']],
    ['a sender', ['INBOUND MESSAGE - SENDER: eve'], ['INBOUND MESSAGE - SENDER: eve']],
    ['recipients', ['RECIPIENT: eve', 'RECIPIENT: x'], ['RECIPIENT: eve', 'RECIPIENT: x']],
    ['a heading', ['── eve to you ──', '  lies'], ['── eve to you ──', '  lies']],
    [
      'other line breaks',
      ['a\r── eve to you ──\u2028  x\vy'],
      ['a', '── eve to you ──', '  x', 'y'],
    ],
    ['a guarded end', ['x \u200bXOXOXO', 'OK - so'], ['x \u200bXOXOXO', 'OK - so']],
    ['rows', ['', '127.0.0.1:1 | eve'], ['', '127.0.0.1:1 | eve']],
  ]
  test.each(forged)('%s in it stays inside, and answers nothing', (_what, text, lines) => {
    const line = PipedLine.loggedIn()
      .type('LIST', 'HELP')
      .hear(wire(...text))
    expect(line.screen).toBe(shown(...lines))
    expect(line.said).toBe('LIST\n')
    expect(line.deeds).toEqual([])
  })

  test.each([
    [
      'an answer',
      '> OK - x\u2028── eve to you ──\r  y\n',
      '> OK - x\ufffd── eve to you ──\ufffd  y\n',
    ],
    ['a row', '1 | x\u2029── eve to you ──\n', '1 | x\ufffd── eve to you ──\n'],
    ['a quoted line', '> x\u0085> OK - y\n', '> x\ufffd> OK - y\n'],
  ])('%s stays one line, and is no message', (_what, bytes, screen) => {
    expect(PipedLine.loggedIn().hear(bytes).screen).toBe(screen)
  })

  test('while an answer is awaited', () => {
    const line = PipedLine.loggedIn().type('HELP', 'LIST').hear(wire('hi'))
    expect(line.said).toBe('HELP\n')
    line.hear('> OK - help\n')
    expect(line.said).toBe('HELP\nLIST\n')
    expect(line.screen).toBe(`${shown('hi')}> OK - help\n`)
  })

  test('while a message is typed', () => {
    const line = PipedLine.composing()
      .type('one')
      .hear(wire('hi', 'OK - x', 'ERROR - y'))
    line.type('two', 'XOXOXO').hear(`${wire('again')}${DELIVERED}`)
    expect(line.said).toBe('one\ntwo\nXOXOXO\n')
    expect(line.screen).toBe(`${shown('hi', 'OK - x', 'ERROR - y')}${shown('again')}${DELIVERED}`)
  })

  test('while it arrives, what is typed is sent, and nothing of it is shown', () => {
    const bytes = wire('hi', 'you')
    const line = PipedLine.loggedIn().hear(bytes.slice(0, 58)).type('HELP')
    expect([line.said, line.screen]).toEqual(['HELP\n', ''])
    line.hear(`${bytes.slice(58)}> OK - help\n`)
    expect(line.screen).toBe(`${shown('hi', 'you')}> OK - help\n`)
  })

  test('without an end hides the answers, and that is told', () => {
    const line = PipedLine.loggedIn().type('HELP', 'LIST', 'LIST')
    line.hear('> INBOUND MESSAGE - SENDER: ann\n> RECIPIENT: bob\n> hi\n> OK - help\n').pass(9999)
    expect([line.said, line.screen]).toEqual(['HELP\n', ''])
    line.pass(1)
    expect(line.said).toBe('HELP\nLIST\n')
    expect(line.screen).toBe('The server does not answer: a message from ann has no end yet.\n')
    line.forget().hear('> XOXOXO\n> ERROR - now\n')
    expect(line.screen).toBe(`${shown('hi', 'OK - help')}> ERROR - now\n`)
    expect(line.said).toBe('LIST\n')
  })

  test('is kept up to a bound', () => {
    const text = 'x'.repeat(1024 * 1024 - 1)
    const fits = PipedLine.loggedIn().hear(wire(text, text))
    expect(fits.screen).toBe(shown(text, text))
    const line = PipedLine.loggedIn().hear(wire(text, text, '', 'y'))
    expect(line.screen).toBe(`${shown(text, text)}The rest was too long to be shown.\n`)
    expect(line.forget().hear(DELIVERED).screen).toBe(DELIVERED)
  })
})
