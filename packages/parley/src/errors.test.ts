import { firstLineOf } from './errors.ts'

test('of a long message its beginning and its end are kept, and nothing behind its first line', () => {
  expect(firstLineOf(new Error(`${'a'.repeat(200)} at line 7\nmore`))).toBe(
    `${'a'.repeat(80)} … ${'a'.repeat(27)} at line 7`,
  )
  expect(firstLineOf(new Error('short:\nmore'))).toBe('short')
})
