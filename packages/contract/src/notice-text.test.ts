import { newsOf, roomNews } from './index.ts'

function edited(text: string): string {
  const message = { kind: 'public', id: 1, time: 5, number: 3, from: 'jess', text } as const
  return newsOf({ kind: 'edited', time: 5, message })
}

test('a removal is one sentence', () => {
  expect(newsOf({ kind: 'removed', time: 5, number: 3, from: 'jess' })).toBe(
    'jess deleted message 3',
  )
})

test.each([
  ['hello again', 'hello again'],
  ['', ''],
  ['two\nlines\n', 'two / lines / '],
  ['x'.repeat(100), 'x'.repeat(100)],
  ['x'.repeat(101), `${'x'.repeat(100)}…`],
  ['😀'.repeat(100), '😀'.repeat(100)],
  ['😀'.repeat(101), `${'😀'.repeat(100)}…`],
])('an edit is one line of at most a hundred characters of the text: %#', (text, shown) => {
  expect(edited(text)).toBe(`jess edited message 3: ${shown}`)
})

const inTea = { room: '#tea', by: 'bob', time: 5 } as const

test('somebody who is put out, and a topic, are one line each', () => {
  const out = { kind: 'departed', ...inTea, name: 'ann' } as const
  expect(roomNews(out)).toBe('bob has put ann out of the room')
  expect(roomNews({ ...out, reason: 'too\nloud' })).toBe(
    'bob has put ann out of the room: too\ufffdloud',
  )
  expect(roomNews({ kind: 'topic', ...inTea, text: 'green' })).toBe('bob set the topic: green')
  expect(roomNews({ kind: 'topic', ...inTea, text: '' })).toBe('bob took the topic away')
})

test('who goes, and the topic of the lobby, are no news', () => {
  expect(roomNews({ kind: 'departed', room: '#tea', name: 'ann', time: 5 })).toBeUndefined()
  expect(roomNews({ kind: 'topic', by: 'bob', text: 'green', time: 5 })).toBeUndefined()
})
