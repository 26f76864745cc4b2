import { Pieces } from './pieces.ts'

test('pieces are joined once the last has come', () => {
  const pieces = new Pieces()
  for (const piece of ['a', '', 'bc']) pieces.add(piece)
  expect(pieces.length).toBe(3)
  expect(pieces.take('d')).toBe('abcd')
  expect(pieces.length).toBe(0)
  expect(pieces.take('e')).toBe('e')
})

test('what is cleared is gone', () => {
  const pieces = new Pieces()
  pieces.add('a')
  pieces.clear()
  expect(pieces.take('b')).toBe('b')
})

test('very many pieces keep their order', () => {
  const pieces = new Pieces()
  const letters = Array.from({ length: 5000 }, (_, index) => String.fromCharCode(97 + (index % 26)))
  for (const letter of letters) pieces.add(letter)
  expect(pieces.length).toBe(5000)
  expect(pieces.take('!')).toBe(`${letters.join('')}!`)
})
