import { CheckLog } from './check-log.ts'

test('of very much the first and the last entries are kept, and how many are left out is said', () => {
  const log = new CheckLog(() => 0)
  for (let index = 0; index < 1000; index += 1) log.text('event', 'A', String(index))
  const texts = log.entries.map((entry) => ('text' in entry ? entry.text : ''))
  const numbers = Array.from({ length: 1000 }, (_, index) => String(index))
  expect(texts).toEqual([
    ...numbers.slice(0, 100),
    '600 lines are left out here',
    ...numbers.slice(700),
  ])
})

test('of many bytes the first and the last are kept', () => {
  const log = new CheckLog(() => 0)
  const block = new Uint8Array(8 * 1024)
  for (let index = 0; index < 100; index += 1) log.bytes('came', `${index}`, block)
  expect(log.entries.map(({ wire, kind }) => (kind === 'event' ? '…' : wire))).toEqual([
    ...['0', '1', '…'],
    ...['94', '95', '96', '97', '98', '99'],
  ])
})
