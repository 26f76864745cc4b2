import { retiredIn } from './find.ts'

test('a retired name is told with its line and the name to use', () => {
  const text = "import { a } from './a.ts'\nexport class Patience {}\n"
  expect(retiredIn('packages/kit/src/a.ts', text)).toEqual([
    'packages/kit/src/a.ts:2: "Patience" is retired; use AdaptiveTimeouts',
  ])
})

test('a retired file name is told, of a test too', () => {
  expect(retiredIn('packages/kit/src/theatre.test.ts', '')).toEqual([
    'packages/kit/src/theatre.test.ts: this file name is retired; use harness.ts',
  ])
})

test('a longer word that has one in it is none', () => {
  expect(retiredIn('packages/a/src/keeps.ts', 'const HouseKeeping = Patiences\n')).toEqual([])
})
