import fc from 'fast-check'
import { asciiJson, cutText } from './index.ts'

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

test('any text comes back, in ASCII and as wide as was said', () => {
  const property = fc.property(fc.string({ unit: 'binary' }), (text) => {
    const quoted = json.quote(text)
    expect(JSON.parse(quoted)).toBe(text)
    expect(quoted).toMatch(/^[ -~]*$/)
    const widths = [...text].map((character) => json.widthOf(character.codePointAt(0) ?? 0))
    expect(quoted.length - 2).toBe(widths.reduce((sum, width) => sum + width, 0))
  })
  fc.assert(property, { numRuns: 500, seed: 20_161_120 })
})

test('pieces are as long as they may be', () => {
  const pieces = cutText('\u0001'.repeat(100), 64, json.widthOf)
  expect(pieces.map((piece) => json.quote(piece).length)).toEqual([...Array(10).fill(62)])
})
