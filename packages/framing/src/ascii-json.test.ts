import fc from 'fast-check'
import { asciiJson } from './index.ts'

const json = asciiJson(/^[ !#-[\]-z|~]*$/)

test.each([
  ['', '""'],
  ['plain text', '"plain text"'],
  ['"\\\n\t\b\f\r', String.raw`"\"\\\n\t\b\f\r"`],
  ['\u0001\u001f', String.raw`"\u0001\u001f"`],
  ['{a}', String.raw`"\u007ba\u007d"`],
  ['\u007f\u00e9', String.raw`"\u007f\u00e9"`],
  ['\u{1f600}\ud800', String.raw`"\ud83d\ude00\ud800"`],
])('%j', (text, quoted) => {
  expect(json.quote(text)).toBe(quoted)
})

const anyText = fc
  .array(fc.nat(0x10ffff), { maxLength: 40 })
  .map((codes) => String.fromCodePoint(...codes))
const seeded = { numRuns: 500, seed: 20_161_120 }

test('any text comes back, in ASCII', () => {
  const property = fc.property(anyText, (text) => {
    const quoted = json.quote(text)
    expect(JSON.parse(quoted)).toBe(text)
    expect(quoted).toMatch(/^[ -~]*$/)
  })
  fc.assert(property, seeded)
})

test.each([
  ['', 5, ['']],
  ['longer', 5, ['longe', 'r']],
  ['a\nb', 3, [String.raw`a\n`, 'b']],
  ['\u0001\u0001', 12, [String.raw`\u0001\u0001`]],
  ['\u0001\u0001', 11, [String.raw`\u0001`, String.raw`\u0001`]],
  ['\u{1f600}a', 7, [String.raw`\ud83d\ude00`, 'a']],
])('%j in pieces of %i', (text, room, pieces) => {
  expect(json.pieces(text, room)).toEqual(pieces)
})

test('pieces lose nothing, and are as long as they may be', () => {
  const property = fc.property(anyText, fc.integer({ min: 12, max: 40 }), (text, room) => {
    const pieces = json.pieces(text, room)
    const texts = pieces.map((piece) => String(JSON.parse(`"${piece}"`)))
    expect(texts.join('')).toBe(text)
    expect(texts.flatMap((piece) => [...piece])).toEqual([...text])
    pieces.forEach((piece, index) => {
      const [next = ''] = texts[index + 1] ?? ''
      expect(piece.length).toBeLessThanOrEqual(room)
      if (next !== '') expect(piece.length + json.quote(next).length - 2).toBeGreaterThan(room)
    })
  })
  fc.assert(property, seeded)
})
