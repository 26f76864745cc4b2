import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { cleanText, cutText, decodeUtf8, detach, NOT_UTF8 } from './index.ts'

const seeded = { numRuns: 500, seed: 20_161_120 }
const anyText = fc.string({ unit: 'binary', maxLength: 40 })

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
  const always = () => true
  const most = (length: number) => (piece: string) => Buffer.byteLength(piece) <= length

  test.each([
    ['', 5, always, ['']],
    ['short', 5, always, ['short']],
    ['longer', 5, always, ['longe', 'r']],
    ['abcdefghij', 3, always, ['abc', 'def', 'ghi', 'j']],
    ['éééé', 9, most(4), ['éé', 'éé']],
    ['aéaé', 9, most(3), ['aé', 'aé']],
    ['😀😀😀', 3, always, ['😀', '😀', '😀']],
    ['a😀b', 2, always, ['a', '😀', 'b']],
    ['😀', 1, always, ['😀']],
    ['a😀', 9, most(2), ['a', '😀']],
    ['a\ud800b', 2, always, ['a\ud800', 'b']],
    ['\ud800ab', 1, always, ['\ud800', 'a', 'b']],
    ['\ud800\ud83d\ude00', 1, always, ['\ud800', '\ud83d\ude00']],
    ['a\udc00b', 1, always, ['a', '\udc00', 'b']],
    ['abc', 1, () => false, ['a', 'b', 'c']],
  ])('%j in at most %i', (text, length, fits, pieces) => {
    expect(cutText(text, length, fits)).toEqual(pieces)
  })

  test('loses nothing, splits no pair, and every piece fits or is one character', () => {
    const sizes = fc.record({
      units: fc.integer({ min: 1, max: 8 }),
      bytes: fc.integer({ min: 1, max: 12 }),
    })
    const property = fc.property(anyText, sizes, (text, { units, bytes }) => {
      const pieces = cutText(text, units, most(bytes))
      expect(pieces.join('')).toBe(text)
      expect(pieces.flatMap((piece) => [...piece])).toEqual([...text])
      for (const piece of pieces) {
        const fits = piece.length <= units && Buffer.byteLength(piece) <= bytes
        expect(fits || [...piece].length === 1).toBe(true)
      }
    })
    fc.assert(property, seeded)
  })

  test('cuts as late as it can', () => {
    const pieces = cutText('x'.repeat(1000), 300, (piece) => piece.length <= 256)
    expect(pieces.map((piece) => piece.length)).toEqual([256, 256, 256, 232])
  })
})

test('detach gives an equal text', () => {
  for (const text of ['', 'abc', 'é☃😀', '\ud800x', 'x'.repeat(10_000).slice(5)]) {
    expect(detach(text)).toBe(text)
  }
})
