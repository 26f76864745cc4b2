import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import { addressBytes, pairOf } from './addresses.ts'

test.each([
  ['192.0.2.7', 'c0000207'],
  ['::', '00'.repeat(16)],
  ['::1', `${'00'.repeat(15)}01`],
  ['2001:db8::7', '20010db8000000000000000000000007'],
  ['fe80::1%eth0', 'fe800000000000000000000000000001'],
  ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
  ['2001:db8::', '20010db8000000000000000000000000'],
  ['::ffff:192.0.2.1', '00000000000000000000ffffc0000201'],
  ['', '00000000'],
  ['chat.example.org', '00000000'],
])('the bytes of %j are %s', (text, hex) => {
  expect(Buffer.from(addressBytes(text)).toString('hex')).toBe(hex)
})

test('an IPv4 address beside an IPv6 address becomes an IPv4-mapped one', () => {
  const { from, to } = pairOf('192.0.2.7', '::1')
  expect(Buffer.from(from).toString('hex')).toBe('00000000000000000000ffffc0000207')
  expect(to).toHaveLength(16)
})
