import { Backlog } from './backlog.ts'

function drained(backlog: Backlog): string {
  const parts: Uint8Array[] = []
  while (backlog.length > 0) parts.push(backlog.take())
  return Buffer.concat(parts).toString('utf8')
}

test('gives back what was added, in order, whatever the sizes', () => {
  const backlog = new Backlog()
  const texts = ['grüße\n', 'x'.repeat(40_000), '', '😀', 'y'.repeat(16_384)]
  for (const text of texts) backlog.add(text)
  backlog.add(Buffer.from('bytes'))
  expect(backlog.length).toBe(Buffer.byteLength(texts.join('')) + 5)
  expect(drained(backlog)).toBe(`${texts.join('')}bytes`)
  expect(backlog.length).toBe(0)
})

test('takes more between two reads', () => {
  const backlog = new Backlog()
  backlog.add('x'.repeat(20_000))
  const first = Buffer.from(backlog.take()).toString()
  backlog.add('yz')
  expect(first + drained(backlog)).toBe(`${'x'.repeat(20_000)}yz`)
  backlog.add('again')
  expect(drained(backlog)).toBe('again')
})

test('keeps no copy of a large frame of bytes, behind whatever waits already', () => {
  const backlog = new Backlog()
  const frame = Buffer.from('0123456789abcdef'.repeat(16 * 1024))
  backlog.add('before')
  backlog.add(frame)
  backlog.add('behind')
  expect(backlog.length).toBe(frame.length + 12)
  const parts: Uint8Array[] = []
  while (backlog.length > 0) parts.push(backlog.take())
  expect(Buffer.concat(parts).toString()).toBe(`before${frame}behind`)
  expect(parts.filter(({ buffer }) => buffer === frame.buffer)).toHaveLength(2)
})
