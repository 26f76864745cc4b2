import { readFlags } from './flags.ts'

test('flags are read', () => {
  expect(readFlags(['--minutes', '1', '--clients', '100', '--seed', '7'])).toEqual({
    minutes: 1,
    clients: 100,
    seed: 7,
  })
})

test('without flags it is ten minutes and 500 clients', () => {
  expect(readFlags([])).toMatchObject({ minutes: 10, clients: 500 })
})

test.each([
  ['--minutes', 'x', '--minutes: expected a number from 0.05 to 120, got "x"'],
  ['--minutes', '121', '--minutes: expected a number from 0.05 to 120, got "121"'],
  ['--clients', '12.5', '--clients: expected a whole number from 12 to 2000, got "12.5"'],
  ['--seed', '', '--seed: expected a whole number from 0 to 2147483648, got ""'],
])('%s %s is refused', (flag, value, message) => {
  expect(() => readFlags([flag, value])).toThrow(message)
})
