import { nearestOf, suggestionFor } from './near-miss.ts'

const settings = ['listen', 'logLevel', 'log', 'host', 'data']

test.each([
  ['log-level', 'logLevel'],
  ['LOGLEVEL', 'logLevel'],
  ['loglevl', 'logLevel'],
  ['listne', 'listen'],
  ['hots', 'host'],
  ['x', undefined],
  ['hos', 'host'],
  ['port', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
])('%j is near to %j', (word, nearest) => {
  expect(nearestOf(word, settings)).toBe(nearest)
})

test('a suggestion is a clause, or nothing', () => {
  expect(suggestionFor('logg', settings)).toBe('; did you mean log?')
  expect(suggestionFor('frobnicate', settings)).toBe('')
})
