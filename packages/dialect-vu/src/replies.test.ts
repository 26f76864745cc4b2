import { closeReasons, errorCodes } from '@parley/contract'
import { farewells, replies, repliesSinceWho } from './replies.ts'

const words = [
  ...['IN-USE\n', 'BUSY\n', 'BAD-RQST-BODY\n', 'BAD-RQST-HDR\n'],
  ...['BAD-DEST-ROOM\n', 'IN-ROOM\n', 'FORBIDDEN\n'],
]

test('every error has a reply that the protocol knows', () => {
  expect(Object.keys(replies)).toEqual(Object.keys(errorCodes))
  for (const reply of Object.values(replies)) expect([...words, 'BAD-DEST-USER\n']).toContain(reply)
})

test('since WHO, UNKNOWN stands for BAD-DEST-USER and nothing else is changed (5.3)', () => {
  const changed = Object.entries(replies).map(([code, reply]) => [
    code,
    reply.replace('BAD-DEST-USER', 'UNKNOWN'),
  ])
  expect(Object.entries(repliesSinceWho)).toEqual(changed)
})

test('every close reason has a farewell of one line, or none', () => {
  expect(Object.keys(farewells)).toEqual(Object.keys(closeReasons))
  for (const words of Object.values(farewells)) expect(words ?? 'none').toMatch(/^[ -~]+$/)
})
