import { readModeration, writeModeration } from './moderation-line.ts'

const nothing = { room: undefined, for: undefined, reason: undefined }

test.each([
  ['bob', { name: 'bob' }],
  ['bob  #tea', { name: 'bob', room: '#tea' }],
  ['bob #tea too loud', { name: 'bob', room: '#tea', reason: 'too loud' }],
  ['bob #tea 10 too  loud', { name: 'bob', room: '#tea', for: 600_000, reason: 'too  loud' }],
  ['bob 10', { name: 'bob', for: 600_000 }],
  ['bob 0 5 times warned', { name: 'bob', reason: '5 times warned' }],
  ['bob 2nd time', { name: 'bob', reason: '2nd time' }],
  ['bob 12345678', { name: 'bob', reason: '12345678' }],
])('%s is read with a time', (argument, said) => {
  expect(readModeration(argument, 'timed')).toEqual({ ...nothing, ...said })
})

test('without a time a number is part of the reason', () => {
  expect(readModeration('bob 10 times', 'untimed')).toEqual({
    ...{ ...nothing, name: 'bob' },
    reason: '10 times',
  })
})

test('nobody is named in an empty line', () => {
  expect(readModeration(' ', 'timed')).toBeUndefined()
})

test.each([
  ['bob', { name: 'bob' }],
  ['bob #tea 2 loud', { name: 'bob', room: '#tea', for: 60_001, reason: 'loud' }],
  ['bob 1', { name: 'bob', for: 0 }],
  ['bob 0 5 times', { name: 'bob', reason: '5 times' }],
  [undefined, { name: 'bob', reason: '#tea is full' }],
  [undefined, { name: 'bob', reason: 'two\nlines' }],
  [undefined, { name: 'bob', reason: ' indented' }],
  [undefined, { name: 'bob', room: 'tea' }],
  [undefined, { name: 'two words' }],
])('%s is written', (line, said) => {
  expect(writeModeration(said, 'timed')).toBe(line)
})
