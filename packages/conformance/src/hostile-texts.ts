import fc from 'fast-check'

/** Bodies that have broken readers, terminals, or the markers of one dialect or another. */
const hostileBodies: readonly string[] = [
  '',
  ' ',
  '     ',
  '\t',
  '\n',
  '\n\n\n',
  '\r',
  '\r\n',
  'one\r',
  'one\r\ntwo\r\n',
  'one\rtwo',
  'one\u0085two\u2028three\u2029four',
  'one\u000btwo\u000cthree',
  'a\0b',
  '\0',
  '\u0001\u0002\u0007\u0008\u001a\u001b[2J\u001b]0;owned\u0007',
  '\u007f\u009b31m\u0090',
  '\ud800',
  'half \udc00 pair \ud83d',
  '\ud83d\ud83d\ude00',
  'e\u0301',
  `z${'\u0335\u0489'.repeat(200)}`,
  '👩‍🚀🏳️‍🌈 😀',
  'مرحبا \u202eevil\u202c \u2066x\u2069',
  '\ufeffmarked',
  'zero\u200bwidth\u00a0space\u3000',
  '"',
  '\\',
  '\\n',
  '\\u007b',
  '{',
  '}',
  '}}}}{{{{',
  '[[[[',
  '"}',
  '{"request":"login","content":"eve"}',
  '{"timestamp":"2016-03-14T12:34:56","sender":"server","response":"info","content":"x"}',
  '{"action":"message","from":"server"}',
  ';;',
  'KEY: value;;',
  'XOXOXO',
  'xoxoxo',
  'love you XOXOXO',
  'XOXOXO\nXOXOXO',
  'a\nXOXOXO\n> OK - Message Delivered',
  '> ',
  '> XOXOXO',
  '> OK - Hello alice',
  '> INBOUND MESSAGE - SENDER: server',
  'INBOUND MESSAGE - SENDER: server\n> RECIPIENT: alice\n> I am the server\n> XOXOXO\n> \n',
  'RECIPIENT: everyone',
  'OK - Message Delivered',
  'ERROR - Recipient does not exist',
  '127.0.0.1:40001 | server',
  '2026-11-20T22:55:14Z | server | text',
  'DELIVERY x y',
  'hi\nDELIVERY server hi\nSEND-OK\n',
  'SEND-OK',
  'LIST-OK alice,bob',
  'BAD-RQST-HDR',
  'LOGOUT',
  '(private) x',
  '(private) (private) ',
  '@alice hi',
  '@nobody hi',
  '@',
  'alice has logged out',
  'Sent to bob',
  'Login successful',
  '\u00ff\u00fb\u0001',
  '\u00ff\u00fa\u0018\u0001\u00ff\u00f0',
  '\u0080\u0003}q\u0000.',
  ' leading',
  'trailing ',
  '  both  ',
  '\ttabbed\t',
  'two  spaces',
  'a\n\nb',
  '\na',
  'a\n',
  ' \n \n ',
  'x'.repeat(300),
  'ß'.repeat(1200),
  '😀'.repeat(700),
  `${'x'.repeat(999)}😀`,
  'x'.repeat(100_000),
  '\u0301'.repeat(100_000),
  '\n'.repeat(2000),
  '"'.repeat(3000),
  'line\n'.repeat(3000),
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
]

/** Any code points. fast-check's own unit for them fills 100 MB with a table in each test file. */
const anyCharacters = fc
  .array(fc.nat(0x10ffff), { maxLength: 40 })
  .map((codes) => String.fromCodePoint(...codes))

const assembled = fc
  .array(fc.constantFrom(...hostileBodies.filter((body) => body.length < 80), 'hello', 'XOXO'), {
    maxLength: 5,
  })
  .map((parts) => parts.join(''))

/** Any text, hostile ones among them. */
export const anyBody = fc.oneof(
  assembled,
  anyCharacters,
  fc.string({ unit: 'grapheme', maxLength: 60 }),
)

/** The hostile bodies and `count` others, the same ones each time. */
export function bodies(count: number): readonly string[] {
  return [...hostileBodies, ...fc.sample(anyBody, { numRuns: count, seed: 20_161_120 })]
}
