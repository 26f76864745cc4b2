import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { cleanText, copyString, cutText, decodeUtf8, NOT_UTF8, utf8Width } from './index.ts'

const seeded = { numRuns: 500, seed: 20_161_120 }
const anyText = fc
  .array(fc.nat(0x10ffff), { maxLength: 40 })
  .map((codes) => String.fromCodePoint(...codes))

describe('cleanText', () => {
  test.each([
    ['', ''],
    ['plain text', 'plain text'],
    ['tab\tand\nline', 'tab\tand\nline'],
    ['a\r\nb', 'a\nb'],
    ['a\rb', 'a\nb'],
    ['a\r\r\nb', 'a\n\nb'],
    ['a\vb\fc\u0085d\u2028e\u2029f', 'a\nb\nc\nd\ne\nf'],
    ['\0\u0001\u0008\u000e\u001b\u001f', '\ufffd'.repeat(6)],
    ['\u007f\u0080\u009b\u009f', '\ufffd'.repeat(4)],
    ['\u00a0\u00ad\u200b\ufeff\u202e', '\u00a0\u00ad\u200b\ufeff\u202e'],
    ['\ud800', '\ufffd'],
    ['a\udc00b\ud83d', 'a\ufffdb\ufffd'],
    ['\ud83d\ude00', '\ud83d\ude00'],
    ['grüße 永 👩‍🚀 e\u0301', 'grüße 永 👩‍🚀 e\u0301'],
  ])('%j becomes %j', (text, cleaned) => expect(cleanText(text)).toBe(cleaned))

  test('a long text is cleaned as a short one is', () => {
    const pattern = 'a\r\n\u0001\u2028\t😀\r'
    const cleaned = 'a\n\ufffd\n\t😀\n'
    expect(cleanText(pattern.repeat(5_000))).toBe(cleaned.repeat(5_000))
  })

  test('leaves nothing to clean, whatever the text', () => {
    const property = fc.property(anyText, (text) => {
      const cleaned = cleanText(text)
      expect(cleaned).not.toMatch(/[^\P{Cc}\t\n]|[\u2028\u2029]/u)
      expect(cleaned.isWellFormed()).toBe(true)
      expect(cleanText(cleaned)).toBe(cleaned)
    })
    fc.assert(property, seeded)
  })
})

describe('decodeUtf8', () => {
  const asBytes = (text: string) => Buffer.from(text).toString('latin1')

  test.each(['', 'ascii', 'é', '☃😀', '\ufeff', '\0'])('%j', (text) => {
    expect(decodeUtf8(asBytes(text))).toBe(text)
  })

  test.each(['\xff', 'caf\xe9', '\xe2\x98', '\xed\xa0\x80', '\xc0\x80', '\xf4\x90\x80\x80'])(
    '%j is not UTF-8',
    (bytes) => expect(decodeUtf8(bytes)).toBe(NOT_UTF8),
  )
})

describe('cutText', () => {
  const one = () => 1

  test.each([
    ['', 5, one, ['']],
    ['short', 5, one, ['short']],
    ['longer', 5, one, ['longe', 'r']],
    ['abcdefghij', 3, one, ['abc', 'def', 'ghi', 'j']],
    ['éééé', 4, utf8Width, ['éé', 'éé']],
    ['aéaé', 3, utf8Width, ['aé', 'aé']],
    ['😀😀😀', 7, utf8Width, ['😀', '😀', '😀']],
    ['a😀b', 4, utf8Width, ['a', '😀', 'b']],
    ['😀', 1, utf8Width, ['😀']],
    ['a\ud800b', 4, utf8Width, ['a\ud800', 'b']],
    ['\ud800ab', 1, one, ['\ud800', 'a', 'b']],
    ['\ud800\ud83d\ude00', 1, one, ['\ud800', '\ud83d\ude00']],
    ['a\udc00b', 1, one, ['a', '\udc00', 'b']],
    ['abc', 1, () => 2, ['a', 'b', 'c']],
  ])('%j in at most %i', (text, room, widthOf, pieces) => {
    expect(cutText(text, room, widthOf)).toEqual(pieces)
  })

  test('loses nothing, splits no pair, and every piece fits or is one character', () => {
    const property = fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, room) => {
      const pieces = cutText(text, room, utf8Width)
      expect(pieces.join('')).toBe(text)
      expect(pieces.flatMap((piece) => [...piece])).toEqual([...text])
      for (const piece of pieces) {
        expect(Buffer.byteLength(piece) <= room || [...piece].length === 1).toBe(true)
      }
    })
    fc.assert(property, seeded)
  })

  test('looks at each character once, however narrow the room', () => {
    let looks = 0
    const widthOf = () => {
      looks += 1
      return 1
    }
    expect(cutText('x'.repeat(100_000), 10, widthOf)).toHaveLength(10_000)
    expect(looks).toBe(100_000)
  })
})

test('copyString gives an equal text', () => {
  for (const text of ['', 'abc', 'é☃😀', '\ud800x', 'x'.repeat(10_000).slice(5)]) {
    expect(copyString(text)).toBe(text)
  }
})
