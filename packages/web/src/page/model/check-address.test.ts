import { expect, test } from '@jest/globals'
import { addressTrouble, ownAddress } from './check-address.ts'

test.each([
  ['127.0.0.1:5378', undefined],
  [' 5378 ', undefined],
  ['[::1]:1', undefined],
  ['localhost', undefined],
  ['   ', 'Type where the server listens: host:port.'],
  ['1'.repeat(5000), 'An address has at most 300 characters; this has 5,000.'],
  ['a b c', 'An address has no blanks; this has 2 blanks.'],
  ['127.0.0.1:0', 'A port is a number from 1 to 65535.'],
  ['99999', 'A port is a number from 1 to 65535.'],
])('%.20j: %s', (address, trouble) => expect(addressTrouble(address)).toBe(trouble))

test.each([
  ['127.0.0.1', '127.0.0.1:7'],
  ['0.0.0.0', '127.0.0.1:7'],
  ['::', '[::1]:7'],
  ['192.0.2.1', '192.0.2.1:7'],
])('a listener on %s is reached at %s', (host, address) => {
  expect(ownAddress({ name: 'vu', host, port: 7, shape: '' })).toBe(address)
})
