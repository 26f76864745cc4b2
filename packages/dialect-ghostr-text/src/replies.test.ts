import { closeReasons, errorCodes } from '@parley/contract'
import { farewells, ownReplies, refusal, replies, shown } from './replies.ts'

/** What a value can hold as it is. */
const plain = /^[ !-9<-~]{1,80}$/

test('every error has a reply', () => {
  expect(Object.keys(replies)).toEqual(Object.keys(errorCodes))
  for (const reply of Object.values({ ...replies, ...ownReplies })) expect(reply).toMatch(plain)
})

test('every close reason has a farewell, or none', () => {
  expect(Object.keys(farewells)).toEqual(Object.keys(closeReasons))
  for (const words of Object.values(farewells)) expect(words ?? 'none').toMatch(plain)
})

test('a refusal names whom it is about, whatever they are called', () => {
  expect(refusal('unknown-user', 'jabba')).toBe('Error. jabba does not exist')
  expect(refusal('blocked-by-user', 'X')).toBe('X has blocked you')
  expect(refusal('already-blocked', '$&')).toBe('Error. $& already blocked')
  expect(refusal('full', 'jabba')).toBe('Error. Server is full')
})

test('what is no name is shown no longer than one', () => {
  expect(shown('x'.repeat(65))).toBe('x'.repeat(64))
  expect(shown('😀'.repeat(64))).toBe('😀'.repeat(64))
  expect(shown('😀'.repeat(65))).toBe('😀'.repeat(64))
})
