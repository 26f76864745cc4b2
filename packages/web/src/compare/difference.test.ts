import { expect, test } from '@jest/globals'
import { differencesOf } from './difference.ts'

const listOf = (text: string) => Array.from(text)

/** `[left out|put in]` where the two differ. */
function shown(one: string, other: string): string {
  let text = ''
  let [next, nextOther] = [0, 0]
  for (const { from, to, at, end } of differencesOf(listOf(one), listOf(other))) {
    expect(other.slice(nextOther, at)).toBe(one.slice(next, from))
    text += `${one.slice(next, from)}[${one.slice(from, to)}|${other.slice(at, end)}]`
    next = to
    nextOther = end
  }
  return text + one.slice(next)
}

test.each([
  ['', '', ''],
  ['same', 'same', 'same'],
  ['', ' ', '[| ]'],
  ['hi  ', 'hi', 'hi[  |]'],
  ['@bob bob', 'bob', '[@bob |]bob'],
  ['@bob bell\u0007', 'bell\ufffd', '[@bob |]bell[\u0007|\ufffd]'],
  ['(p', '(private) (p', '[|(private) ](p'],
  ['a:b;;c;', 'a∶b;c', 'a[:|∶]b;[;|]c[;|]'],
  ['one\ntwo\nthree', 'one / two / three', 'one[\n| / ]two[\n| / ]three'],
  ['abc', 'xyz', '[abc|xyz]'],
])('%j to %j', (one, other, found) => expect(shown(one, other)).toBe(found))

test('lists that differ too much are one difference', () => {
  const [one, other] = ['a'.repeat(2000), 'b'.repeat(2000)]
  expect(differencesOf(listOf(one), listOf(other))).toEqual([
    { from: 0, to: 2000, at: 0, end: 2000 },
  ])
})
