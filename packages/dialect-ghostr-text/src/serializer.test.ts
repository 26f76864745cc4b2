import { Voice } from './events.ts'
import { options } from './options.ts'
import { cut, escaped, placeOf, readPlace, reply, request } from './serializer.ts'

const usual = options.parse({})

describe('a value (1.4)', () => {
  test.each([
    ['Hey Dude', 'Hey Dude'],
    ['', ''],
    ['at 10:30', 'at 10∶30'],
    ['::', '∶∶'],
    ['a;b', 'a;b'],
    ['a;;b;;;;c', 'a;b;c'],
    ['hi;', 'hi'],
    ['hi;;;', 'hi'],
    [';', ''],
    [';hi', ';hi'],
    [';:;', ';∶'],
    ['; ;', '; '],
  ])('%j is written %j', (text, value) => expect(escaped(text)).toBe(value))
})

describe('a text is cut (1.5)', () => {
  test.each([
    ['abcdef', 6, ['abcdef']],
    ['abcdefg', 6, ['abcdef', 'g']],
    ['aéééé', 6, ['aéé', 'éé']],
    ['😀😀😀', 9, ['😀😀', '😀']],
    ['abcde;f', 6, ['abcde', ';f']],
    ['abcd;ef', 6, ['abcd;e', 'f']],
    ['a;b;c;d;e', 4, ['a;b', ';c;d', ';e']],
  ])('%j in %i bytes', (text, room, parts) => expect(cut(text, room)).toEqual(parts))
})

describe('a list (1.5, 9.6)', () => {
  const voice = new Voice(options.parse({ maxObject: 200 }))

  test('of nobody', () => {
    expect(voice.names('hans', [])).toEqual(['TYPE: WHOELSE;;FROM: hans;;BODY: ;;'])
  })

  test('goes on behind a line end', () => {
    const long = 'x'.repeat(64)
    expect(voice.names('hans', [long, long, long])).toEqual([
      `TYPE: WHOELSE;;FROM: hans;;BODY: ${long}\n${long}\n;;`,
      `TYPE: WHOELSE;;FROM: hans;;BODY: ${long};;`,
    ])
  })
})

describe('a place (9.10)', () => {
  test.each([
    ['127.0.0.1', 32876, "('127.0.0.1', 32876)"],
    ['::1', 4000, "('::1', 4000)"],
  ])('%s %i', (address, port, text) => {
    expect(placeOf({ address, port })).toBe(text)
    expect(readPlace(escaped(text))).toEqual({ address, port })
  })

  test.each(['', '127.0.0.1', "('127.0.0.1')", "('', 1)", "('a b', 1)", "('127.0.0.1', x)"])(
    '%j is none',
    (text) => expect(readPlace(text)).toBeUndefined(),
  )
})

test('a reply ends with the last value that it is given', () => {
  expect(reply('PRIVREQ', 'yoda', 'hans', '0')).toBe(
    'TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;RET: 0;;',
  )
})

test('a request is no longer than a server reads, short names counted with 16 bytes', () => {
  const said = (length: number) => {
    return request(usual, ['hans', 'yoda'], 'MSG', 'hans', 'yoda', 'x'.repeat(length))
  }
  const most = 1024 - 'TYPE: MSG;;FROM: ;;TO: ;;BODY: ;;'.length - 2 * 16
  expect(said(most)).toBe(`TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: ${'x'.repeat(most)};;`)
  expect(said(most + 1)).toBeUndefined()
})
