import { Buffer } from 'node:buffer'
import { SaslExchange } from './sasl.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** What the last of these arguments comes to, behind `PLAIN`. */
function after(...chunks: readonly string[]) {
  const exchange = new SaslExchange()
  const steps = ['PLAIN', ...chunks].map((chunk) => exchange.take(chunk))
  return steps.at(-1)
}

const hans = { kind: 'credentials', credentials: { name: 'hans', password: 'falcon*solo' } }

test.each([
  ['\0hans\0falcon*solo', hans],
  ['hans\0hans\0falcon*solo', hans],
  ['\0Zoë\0é', { kind: 'credentials', credentials: { name: 'Zoë', password: 'é' } }],
  ['jess\0hans\0falcon*solo', { kind: 'failed' }],
  ['hans\0falcon*solo', { kind: 'failed' }],
  ['\0hans\0a\0b', { kind: 'failed' }],
  ['', { kind: 'failed' }],
])('%j', (plain, step) => {
  expect(after(base64(plain))).toEqual(step)
})

test('bytes that are not UTF-8 fail', () => {
  expect(after(Buffer.from([0, 0xe9, 0, 0xe9]).toString('base64'))).toEqual({ kind: 'failed' })
})

test('a chunk of 400 characters has another one behind it, of nothing if need be', () => {
  const password = 'x'.repeat(294)
  const whole = base64(`\0hans\0${password}`)
  expect(whole).toHaveLength(400)
  expect(after(whole)).toEqual({ kind: 'wait' })
  const credentials = { name: 'hans', password }
  expect(after(whole, '+')).toEqual({ kind: 'credentials', credentials })
  expect(after('A'.repeat(401))).toEqual({ kind: 'too-long' })
  const five = Array.from({ length: 5 }, () => 'A'.repeat(400))
  expect(after(...five)).toEqual({ kind: 'too-long' })
})

test('another exchange may follow one that has ended', () => {
  expect(after('*')).toEqual({ kind: 'aborted' })
  expect(after('*', 'PLAIN', base64('\0hans\0falcon*solo'))).toEqual(hans)
  expect(new SaslExchange().take('SCRAM-SHA-1')).toEqual({ kind: 'unknown-mechanism' })
})
