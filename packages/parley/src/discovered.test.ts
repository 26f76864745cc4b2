import { serverDialect } from '@parley/contract'
import { chosenFrom, examined, failureText } from './discovered.ts'

function small(name: string) {
  return serverDialect({
    ...{ name, defaultPort: 7000, shape: 'a line' },
    splitter: () => {
      throw new Error('not used')
    },
    serve: () => {
      throw new Error('not used')
    },
  })
}

test.each([
  [undefined, 'it does not export a dialect'],
  [{}, 'it does not export a dialect'],
  [{ dialect: 1 }, 'its dialect has no parts at all'],
  [{ dialect: {} }, 'its dialect has no name'],
  [{ dialect: { ...small('a'), defaultPort: '7000' } }, 'its dialect has no defaultPort'],
  [{ dialect: { ...small('a'), options: undefined } }, 'its dialect has no options'],
  [{ dialect: { ...small('a'), serve: undefined } }, 'its dialect has no serve'],
])('a module that exports %j cannot be used', (module, why) => {
  expect(examined('@parley/dialect-a', module)).toEqual({ packageName: '@parley/dialect-a', why })
})

test('one that fails, or has a name that is taken, keeps no other from being used', () => {
  const [one, two] = [small('b'), small('a')]
  const { dialects, failures } = chosenFrom([
    examined('@parley/dialect-b', { dialect: one }),
    examined('@parley/dialect-broken', {}),
    examined('@parley/dialect-b-too', { dialect: small('b') }),
    examined('@parley/dialect-a', { dialect: two }),
  ])
  expect(dialects).toEqual([two, one])
  expect(failures.map(failureText)).toEqual([
    '@parley/dialect-broken cannot be used: it does not export a dialect',
    '@parley/dialect-b-too cannot be used: its dialect is called b, as is that of @parley/dialect-b',
  ])
})
