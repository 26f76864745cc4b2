import { ctcpOf, heardText, oneLineText, textLines } from './text.ts'

test.each([
  ['plain', 'plain'],
  [
    '\x02bold\x02 \x1ditalic\x1d \x1funder\x1f \x1estrike\x1e \x11mono\x11',
    'bold italic under strike mono',
  ],
  ['\x16reverse\x0f', 'reverse'],
  ['\x034red\x03 \x0304,12both\x03,', 'red both,'],
  ['\x03123', '3'],
  ['\x03,5', ',5'],
  ['\x04ff0000red\x04 \x04FF0000,00ff00both', 'red both'],
  ['a\tb', 'a\tb'],
  ['a\x1bb\x00', 'a\ufffdb\ufffd'],
  ['a\rb', 'a\nb'],
])('%j is passed on as %j (4.4)', (text, heard) => {
  expect(heardText(text, false)).toBe(heard)
  expect(heardText(text, true)).toBe(text)
})

test.each([
  ['\x01ACTION waves\x01', { verb: 'ACTION', rest: 'waves' }],
  ['\x01action waves  twice\x01', { verb: 'ACTION', rest: 'waves  twice' }],
  ['\x01ACTION waves', { verb: 'ACTION', rest: 'waves' }],
  ['\x01VERSION\x01', { verb: 'VERSION', rest: '' }],
  ['\x01', { verb: '', rest: '' }],
  ['plain', undefined],
  ['plain\x01', undefined],
])('%j as CTCP (4.5)', (text, ctcp) => {
  expect(ctcpOf(text)).toEqual(ctcp)
})

test('a note is one line of a bounded length', () => {
  expect(oneLineText('\x02to\x02 bed\rnow')).toBe('to bed now')
  expect(oneLineText('x'.repeat(500))).toHaveLength(300)
})

describe('lines of a message (1.5, 7.1)', () => {
  const start = ':a PRIVMSG b :'

  test.each([
    ['one', ['one']],
    ['', [' ']],
    ['a\n\nb\n', ['a', ' ', 'b', ' ']],
    ['a\rb\u2028c\x01', ['a', 'b', 'c\ufffd']],
  ])('%j', (text, lines) => {
    expect(textLines(text, start, 512, false)).toEqual(lines)
  })

  test('strict leaves all but line ends and NUL', () => {
    expect(textLines('\x02a\x01\r\nb\0\rc', start, 512, true)).toEqual([
      '\x02a\x01',
      'b\ufffd',
      'c',
    ])
  })

  test('are cut between two characters', () => {
    const most = start.length + 2 + 20
    const text = `${'x'.repeat(19)}éyy`
    expect(textLines(text, start, most, false)).toEqual(['x'.repeat(19), 'éyy'])
    expect(textLines('x'.repeat(41), start, most, false)).toEqual([
      'x'.repeat(20),
      'x'.repeat(20),
      'x',
    ])
  })

  test('have room for a little text, however long the names', () => {
    expect(textLines('x'.repeat(20), 'n'.repeat(600), 512, false)).toEqual(['x'.repeat(16), 'xxxx'])
  })
})
