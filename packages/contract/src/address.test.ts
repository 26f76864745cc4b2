import { formatAddress } from './address.ts'

test.each([
  ['127.0.0.1', '127.0.0.1:5378'],
  ['localhost', 'localhost:5378'],
  ['::1', '[::1]:5378'],
  ['fe80::1%eth0', '[fe80::1%eth0]:5378'],
])('%s with a port', (address, text) => {
  expect(formatAddress(address, 5378)).toBe(text)
})
