import { Buffer } from 'node:buffer'
import { trimEvidence } from './trim-evidence.ts'

const end = { kind: 'fail', rule: undefined, expected: 'x' } as const

test('of very much that came the part with the first wrong byte is kept', () => {
  const came = Buffer.alloc(6_000_000, 'a')
  came[3_000_000] = 0x62
  const {
    came: kept,
    at = 0,
    why,
  } = trimEvidence({ ...end, came, flaw: { why: 'long', at: 3_000_000 } })
  expect([kept?.length, kept?.[at], why]).toEqual([
    65_536,
    0x62,
    'long (6000000 bytes; here are those from 2995904)',
  ])
  expect(trimEvidence({ ...end, came, flaw: { why: 'long' } }).came?.length).toBe(65_536)
})

test('what is not very much is kept as it came', () => {
  const came = Buffer.from('abc')
  expect(trimEvidence({ ...end, came, flaw: { why: 'no', at: 1 } })).toEqual({
    came,
    at: 1,
    why: 'no',
  })
})
