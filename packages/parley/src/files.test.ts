import type { KeptFile } from '@parley/store'
import { emptyFiles, listFiles, removeFile } from './files.ts'

const day = 24 * 60 * 60 * 1000
const now = new Date('2026-11-20T22:55:14').getTime()

function bookOf(...files: readonly Partial<KeptFile>[]) {
  const whole = { name: 'a.txt', from: 'ann', to: 'bob', time: now, size: 3, path: '/x' }
  const kept = new Map(files.map((file, at) => [`id${at}`, { ...whole, id: `id${at}`, ...file }]))
  return { all: () => [...kept.values()], remove: (id: string) => kept.delete(id) }
}

const left = ({ all }: ReturnType<typeof bookOf>) => all().map(({ id }) => id)

test('a list says what there is, from whom, for whom and since when', () => {
  expect(listFiles(bookOf({}, { from: 'cid', name: 'b c.bin', size: 2048 }))).toBe(
    'id0  ann to bob  2026-11-20 22:55:14  3 bytes  a.txt\n' +
      'id1  cid to bob  2026-11-20 22:55:14  2048 bytes  b c.bin\n',
  )
})

test('a file is removed by its id', () => {
  const book = bookOf({}, {})
  removeFile(book, 'id0')
  expect(left(book)).toEqual(['id1'])
  expect(() => removeFile(book, 'id0')).toThrow('no file has the id "id0"')
})

test.each([
  [{}, { files: 4, bytes: 12 }, []],
  [{ from: 'cid' }, { files: 2, bytes: 6 }, ['id0', 'id1']],
  [{ older: 2 }, { files: 2, bytes: 6 }, ['id0', 'id2']],
  [{ from: 'cid', older: 2 }, { files: 1, bytes: 3 }, ['id0', 'id1', 'id2']],
])('emptied of %j', (chosen, gone, ids) => {
  const old = now - 2 * day
  const book = bookOf({}, { time: old }, { from: 'cid' }, { from: 'cid', time: old })
  expect(emptyFiles(book, chosen, now)).toEqual(gone)
  expect(left(book)).toEqual(ids)
})
