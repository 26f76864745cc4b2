import { Admission, isLoopback, plainAddress } from './admission.ts'
import { defaultLimits } from './limits.ts'

const few = { ...defaultLimits, connectionsPerAddress: 2, connectsPerMinute: 4 }

test('each address has its own count, and leaving makes room', () => {
  const admission = new Admission(few)
  expect(admission.enter('10.0.0.1', 0)).toBeUndefined()
  expect(admission.enter('10.0.0.1', 0)).toBeUndefined()
  expect(admission.enter('10.0.0.1', 0)).toBe('too-many-connections')
  expect(admission.enter('10.0.0.2', 0)).toBeUndefined()
  admission.leave('10.0.0.1')
  expect(admission.enter('10.0.0.1', 0)).toBeUndefined()
})

test('an IPv6 network of 64 bits is one address', () => {
  const admission = new Admission(few)
  expect(admission.enter('2001:db8::1', 0)).toBeUndefined()
  expect(admission.enter('2001:db8::2', 0)).toBeUndefined()
  expect(admission.enter('2001:db8::3', 0)).toBe('too-many-connections')
  expect(admission.enter('2001:db8:0:1::3', 0)).toBeUndefined()
  admission.leave('2001:db8::1')
  expect(admission.enter('2001:db8::4', 0)).toBeUndefined()
  expect(admission.size).toBe(2)
})

test('connections within a minute are counted, refused ones too', () => {
  const admission = new Admission(few)
  const come = (now: number) => {
    const refusal = admission.enter('10.0.0.1', now)
    if (refusal === undefined) admission.leave('10.0.0.1')
    return refusal
  }
  expect([0, 1, 2, 3, 4].map(come)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    'too-many-attempts',
  ])
  expect(come(59_999)).toBe('too-many-attempts')
  expect(come(60_000)).toBeUndefined()
})

test('loopback is exempt, in every way of writing it', () => {
  const admission = new Admission(few)
  for (let count = 0; count < 9; count++) expect(admission.enter('127.0.0.1', 0)).toBeUndefined()
  expect(['127.9.9.9', '::1', plainAddress('::ffff:127.0.0.1')].map(isLoopback)).toEqual([
    true,
    true,
    true,
  ])
  expect(isLoopback('128.0.0.1')).toBe(false)
})

test('an address that came once is not remembered for long', () => {
  const admission = new Admission(defaultLimits)
  for (let count = 0; count < 1_000; count++) {
    admission.enter(`10.0.${count >> 8}.${count & 255}`, 1)
    admission.leave(`10.0.${count >> 8}.${count & 255}`)
  }
  admission.enter('10.1.0.1', 60_001)
  expect(admission.size).toBe(1)
})
