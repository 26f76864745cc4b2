import { closeReasons, errorCodes } from '@parley/contract'
import { farewells, type Refused, replies } from './replies.ts'

/** What needs no escape and fits into an object of any size that can be set. */
const plain = /^[ !#-[\]-~]{1,80}$/

test('something comes of every error', () => {
  expect(Object.keys(replies)).toEqual(Object.keys(errorCodes))
  const all: readonly Refused[] = Object.values(replies)
  for (const { say, close } of all) {
    expect(say ?? close).toBeDefined()
    expect(say ?? 'nothing').toMatch(plain)
  }
})

test('no refusal is USERNAME_NOT_EXIST, which a real client takes for success (2.2)', () => {
  expect(JSON.stringify(replies)).not.toContain('USERNAME_NOT_EXIST')
})

test('every close reason has a farewell, or none', () => {
  expect(Object.keys(farewells)).toEqual(Object.keys(closeReasons))
  for (const words of Object.values(farewells)) expect(words ?? 'none').toMatch(plain)
})
