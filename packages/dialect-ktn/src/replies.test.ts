import { closeReasons, errorCodes } from '@parley/contract'
import { farewells, help, informs, ownReplies, replies } from './replies.ts'

/** What needs no escape and fits into an object of any size that can be set. */
const plain = /^[ !#-[\]-z|~]{1,80}$/

test('every error has a reply', () => {
  expect(Object.keys(replies)).toEqual(Object.keys(errorCodes))
  for (const reply of Object.values({ ...replies, ...ownReplies })) expect(reply).toMatch(plain)
})

test('every close reason has a farewell, or none', () => {
  expect(Object.keys(farewells)).toEqual(Object.keys(closeReasons))
  for (const words of Object.values(farewells)) expect(words ?? 'none').toMatch(plain)
})

test('no reply looks like presence', () => {
  for (const words of [...Object.values(informs), ...Object.values(help)]) {
    expect(words).not.toMatch(/ has logged (in|out)$/)
  }
})
