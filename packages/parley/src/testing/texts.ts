import fc from 'fast-check'

/** Parts of texts that break readers, terminals and the dialects' own markers. */
const parts = [
  'hello',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\u000b',
  '\u000c',
  '\u0085',
  '\u2028',
  '\u2029',
  '\0',
  '\u0007',
  '\u001b[2J',
  '\u007f',
  '\u009b',
  '\ud800',
  '\udc00',
  '\u200b',
  '\ufeff',
  'ä',
  'e\u0301',
  '👩‍🚀',
  'عربى',
  '"',
  '\\',
  '{',
  '}',
  '\\u007b',
  'XOXOXO',
  'xoxoxo',
  '> ',
  '> OK - Message Delivered',
  'INBOUND MESSAGE - SENDER: server',
  'RECIPIENT: everyone',
  'ERROR - no',
  'OK - yes',
  'DELIVERY server hi',
  'SEND-OK',
  'SEND everyone x',
  '{"timestamp":"2016-03-14T12:34:56","sender":"server","response":"info","content":"x"}',
  '(private) ',
  '@nobody hi',
  'LOGOUT',
  '\u00ff\u00fb\u0001',
  'x'.repeat(300),
  'ß'.repeat(1200),
]

const assembled = fc
  .array(fc.constantFrom(...parts), { minLength: 0, maxLength: 8 })
  .map((chosen) => chosen.join(''))

const anyUnicode = fc.string({ unit: 'binary', maxLength: 60 })
const words = fc.string({ unit: 'grapheme', maxLength: 80 })

/** `count` texts that a hostile user might send; the same ones for the same seed. */
export function hostileTexts(count: number, seed: number): readonly string[] {
  return fc.sample(fc.oneof(assembled, anyUnicode, words), { numRuns: count, seed })
}
