import { canonicalName, isName } from './index.ts'

test.each(['a', 'Olivia', 'a-b_c', 'größe', '永', '😀'.repeat(64), 'x'.repeat(64), 'a.b'])(
  '%j can be a name',
  (name) => expect(isName(name)).toBe(true),
)

test.each([
  '',
  ' ',
  'a b',
  'a\u00a0b',
  'a\tb',
  'a\u200bb',
  'a\u202eb',
  '\ud800',
  'x'.repeat(65),
  '😀'.repeat(65),
  'yoda9\ufe0f',
  'server\u034f',
  'a\u00adb',
  '\u3164',
  '\u115f',
  '\uffa0',
  '\u2800',
  '\u{1d159}',
  '\u0301',
  '\u0301bob',
  ...'!@#$%^&*|:;"\'\\<>,'.split('').map((one) => `a${one}`),
])('%j cannot', (name) => expect(isName(name)).toBe(false))

test('names are compared in the composed form', () => {
  expect(canonicalName('jose\u0301')).toBe('jos\u00e9')
  expect(isName(`${'e\u0301'.repeat(64)}`)).toBe(true)
})

test('a text of a megabyte is judged without composing it', () => {
  const endless = `a${'\u0301'.repeat(262_144)}${'\u0316'.repeat(262_144)}`
  expect(canonicalName(endless)).toBe(endless)
  expect(isName(endless)).toBe(false)
})

test('the longest names in decomposed form are composed', () => {
  expect(canonicalName('e\u0301'.repeat(64))).toBe('\u00e9'.repeat(64))
})
