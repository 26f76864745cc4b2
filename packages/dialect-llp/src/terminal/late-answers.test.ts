import { PipedLine } from './testing/piped-line.ts'
import { COMPOSE, DELIVERED, LISTED, MUTE, UNKNOWN } from './testing/wire.ts'

describe('answers that are late, or never come', () => {
  test('are waited for 10 seconds', () => {
    const line = PipedLine.loggedIn().type('HELP', 'LIST').pass(9999)
    expect([line.said, line.screen]).toEqual(['HELP\n', ''])
    line.pass(1)
    expect([line.said, line.screen]).toEqual(['HELP\nLIST\n', MUTE])
    expect(line.tones).toEqual(['trouble'])
    expect(line.pass(10_000).screen).toBe(`${MUTE}${MUTE}`)
    expect(line.pass(100_000).screen).toBe(`${MUTE}${MUTE}`)
  })

  test('are waited for once, until one comes', () => {
    const line = PipedLine.loggedIn().type('HELP', 'HELP', 'HELP', 'HELP', 'LIST').pass(10_000)
    expect(line.said).toBe('HELP\nHELP\n')
    expect(line.pass(100).said).toBe('HELP\nHELP\nHELP\n')
    expect(line.hear(UNKNOWN).said).toBe('HELP\nHELP\nHELP\nHELP\n')
    expect(line.pass(9999).said).toBe('HELP\nHELP\nHELP\nHELP\n')
    expect(line.pass(1).said).toBe('HELP\nHELP\nHELP\nHELP\nLIST\n')
  })

  test('that never came end the program with status 1', () => {
    const lost = PipedLine.loggedIn().type('HELP').leave().pass(5000)
    expect(lost.screen).toBe(
      `${MUTE}The server does not answer: 1 request got no answer and may be lost.\n`,
    )
    expect([lost.tones.at(-1), lost.deeds]).toEqual(['failure', ['end 1']])
    const late = PipedLine.loggedIn().type('HELP').pass(10_000).hear(UNKNOWN).leave()
    expect(late.hear('> OK - Goodbye xoxo\n').deeds).toEqual(['end 0'])
  })

  test('a message that was typed', () => {
    const line = PipedLine.composing().type('XOXOXO', 'LIST').pass(10_000)
    expect([line.said, line.screen]).toEqual(['XOXOXO\nLIST\n', MUTE])
    line.hear(`${DELIVERED}${LISTED}`)
    expect(line.screen).toBe(`${MUTE}${DELIVERED}${LISTED}`)
  })

  test('where a message begins late, the next lines are its lines', () => {
    const line = PipedLine.loggedIn().type('MESSAGE ann').pass(10_000).hear(COMPOSE)
    line.type('one', 'two', 'XOXOXO', 'LIST')
    expect(line.said).toBe('MESSAGE ann\none\ntwo\nXOXOXO\n')
  })

  test('where it began before its lines and their end were sent, the answer to them ends it', () => {
    const line = PipedLine.loggedIn().type('MESSAGE ann', 'one XOXOXO').pass(10_000)
    line.hear(COMPOSE).hear(DELIVERED).type('LIST', 'LIST')
    expect(line.said).toBe('MESSAGE ann\none XOXOXO\nLIST\n')
  })

  test('a login that is answered late counts', () => {
    const line = PipedLine.greeted().type('LOGIN bob').pass(10_000).hear('> OK - Hello bob\n')
    expect(line.eof().said).toBe('LOGIN bob\nLOGOUT\n')
  })
})

describe('nonsense', () => {
  const noise: readonly (readonly [string | Uint8Array, string])[] = [
    ['> \n>\n\n \n', ''],
    ['> RECIPIENT: bob\n', '> RECIPIENT: bob\n'],
    ['> XOXOXO\n', '> XOXOXO\n'],
    ['> hello\u001b[2J\n', '> hello\ufffd[2J\n'],
    ['>OK - x\n', '>OK - x\n'],
    ['<html>\u0007\n', '<html>\ufffd\n'],
    ['> OK -\n', '> OK -\n'],
    [Uint8Array.of(62, 32, 255, 10), '(not-utf8)\n'],
  ]
  test.each(noise)('%j is shown as %j, and answers nothing', (bytes, screen) => {
    const line = PipedLine.loggedIn().type('HELP', 'LIST').hear(bytes)
    expect(line.screen).toBe(screen)
    expect([line.said, line.deeds]).toEqual(['HELP\n', []])
    expect(line.pass(10_000).said).toBe('HELP\nLIST\n')
  })

  test('answers that nobody asked for change nothing', () => {
    const said = `${DELIVERED}${UNKNOWN}> OK - Data Available...\n> OK - Hello you\n> ERROR - Line too long\n`
    const line = PipedLine.loggedIn()
    const { prompts } = line
    expect(line.hear(said).pass(20_000).screen).toBe(said)
    expect([line.prompts, line.said, line.deeds]).toEqual([prompts, '', []])
  })

  test('a wake, a line or a call that nobody asked for is nothing', () => {
    const line = PipedLine.loggedIn().wake().type('LIST').forget().blurt('HELP')
    expect([line.screen, line.said, line.deeds]).toEqual(['', '', []])
  })
})
