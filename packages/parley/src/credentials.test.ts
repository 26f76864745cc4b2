import { readCredentials } from './credentials.ts'

test('a name and a password a line; what is not so is told by its line', () => {
  const text =
    'hans falcon*solo\r\nyoda wise@!man with spaces\n\nluke\nserver x\na,b c\nhans other\nHans x\n'
  expect(readCredentials(text)).toEqual({
    credentials: [
      { name: 'hans', password: 'falcon*solo', line: 1 },
      { name: 'yoda', password: 'wise@!man with spaces', line: 2 },
    ],
    bad: [
      { line: 4, fault: 'expected a name, a space and a password' },
      { line: 5, fault: 'the name is reserved' },
      { line: 6, fault: 'this cannot be a name' },
      { line: 7, fault: 'the name came before' },
      { line: 8, fault: 'the name is too similar to hans, which came before' },
    ],
  })
})

test('a password of more than 128 characters is told', () => {
  expect(readCredentials(`hans ${'x'.repeat(129)}`).bad).toEqual([
    { line: 1, fault: 'a password has 1 to 128 characters' },
  ])
})
