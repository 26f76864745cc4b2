import { SharedEncoding } from './shared-encoding.ts'
import { Turn } from './turn.ts'

test('the same text is encoded once', () => {
  const encoding = new SharedEncoding()
  const text = 'grüße '.repeat(20_000)
  const bytes = encoding.bytesOf(text)
  expect(Buffer.from(bytes).toString()).toBe(text)
  expect(encoding.bytesOf(`${text}`)).toBe(bytes)
})

test('another text of the same length is another one', () => {
  const encoding = new SharedEncoding()
  expect(Buffer.from(encoding.bytesOf('aaaa')).toString()).toBe('aaaa')
  expect(Buffer.from(encoding.bytesOf('aaab')).toString()).toBe('aaab')
})

test('cleared, it keeps neither text nor bytes', () => {
  const encoding = new SharedEncoding()
  const bytes = encoding.bytesOf('x')
  encoding.clear()
  expect(encoding.bytesOf('')).toHaveLength(0)
  expect(encoding.bytesOf('x')).not.toBe(bytes)
})

test('a turn keeps the bytes for later ones only while long work waits', () => {
  const turn = new Turn(
    () => {},
    () => {},
  )
  const bytes = turn.encoding.bytesOf('x')
  turn.afterOutput(() => {})
  turn.end()
  expect(turn.encoding.bytesOf('x')).toBe(bytes)
  const other = new Turn(
    () => {},
    () => {},
  )
  const ended = other.encoding.bytesOf('x')
  other.end()
  expect(other.encoding.bytesOf('x')).not.toBe(ended)
})
