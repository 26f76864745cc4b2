import { areAlike, collide, isReservedName, nameKeys } from './index.ts'

const alike = (one: string, other: string) => areAlike(nameKeys(one), nameKeys(other))

test.each([
  ['Bob', 'bob'],
  ['STRASSE', 'straße'],
  ['b0b', 'bob'],
  ['b0b', 'BOB'],
  ['user1', 'userl'],
  ['Ivan', 'lvan'],
  ['AIice', 'alice'],
  ['modern', 'rnodern'],
  ['\u0412ob', 'bob'],
  ['\u0430lice', 'Alice'],
  ['\u039cary', 'mary'],
  ['ali\u03f2e', 'alice'],
  ['ali\u03f9e', 'alice'],
  ['\uff42\uff4f\uff42', 'bob'],
  ['\u{1d408}van', 'ivan'],
  ['\u{1d7ce}0', 'oo'],
  ['\u0131van', 'ivan'],
  ['\u2113ea', 'lea'],
  ['fu\u00df', 'FUSS'],
])('%j and %j are alike', (one, other) => {
  expect([alike(one, other), alike(other, one)]).toEqual([true, true])
})

test.each([
  ['ui', 'ul'],
  ['ivan', 'lvan'],
  ['I', 'L'],
  ['userI', 'userL'],
  ['Te\u0430mI', 'TeamL'],
  ['user10', 'user11'],
  ['zoe', 'zo\u00e9'],
  ['\u0130van', 'ivan'],
  ['王', '玉'],
])('%j and %j are not', (one, other) => expect(alike(one, other)).toBe(false))

test('names that scripts give to users are not alike among themselves', () => {
  const alphabet = (first: number) =>
    Array.from({ length: 26 }, (_, index) => String.fromCharCode(first + index))
  const letters = [...alphabet(97), ...alphabet(65).map((letter) => `GROUP-${letter}`)]
  const numbered = ['user', 'client', 'bot', 'test'].flatMap((word) =>
    Array.from({ length: 100 }, (_, index) => `${word}${index}`),
  )
  const keys = [...letters, ...numbered, 'alice', 'bob', 'carol', 'dave', 'eve'].map(nameKeys)
  expect(new Set(keys.map(({ folded }) => folded)).size).toBe(keys.length)
  expect(new Set(keys.map(({ shape }) => shape)).size).toBe(keys.length)
})

test('a plain name has the same keys as one that is looked up in the table', () => {
  for (const name of ['Ivan01', 'mMaI1l0Oo', 'A-b_c', 'IIIlll111LLL', '0O0']) {
    const beside = nameKeys(`${name}\u6c38`)
    expect(nameKeys(name)).toEqual({
      name,
      folded: beside.folded.slice(0, -1),
      shape: beside.shape.slice(0, -1),
    })
  }
})

test('where names are told apart by letter case, only that makes two of them', () => {
  expect(collide('Bob', 'bob', 'alike')).toBe(true)
  expect(collide('Bob', 'bob', 'exact')).toBe(false)
  expect(collide('b0b', 'bob', 'exact')).toBe(true)
  expect(collide('bob', 'bob', 'exact')).toBe(true)
  expect(collide('\uff42ob', 'bob', 'exact')).toBe(true)
})

test.each([
  'server',
  'SYSTEM',
  'Everyone',
  'gateway',
  'pArley',
  'parIey',
  'systern',
  '\u0455erver',
  '\uff53\uff45\uff52\uff56\uff45\uff52',
  'every0ne',
])('%j is reserved', (name) => expect(isReservedName(name)).toBe(true))

test.each(['server2', 'serve', 'x', '永', `server${'\u0301'.repeat(500_000)}`])(
  'a name such as %.12j is not',
  (name) => expect(isReservedName(name)).toBe(false),
)
