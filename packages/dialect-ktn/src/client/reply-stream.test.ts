import { Malformed, NEED_MORE } from '@parley/contract'
import type { Reply } from '../frames.ts'
import { ReplySplitter } from './reply-stream.ts'

/** What each read brings, a list for each. */
function reads(...chunks: readonly string[]): readonly (readonly Reply[])[] {
  const splitter = new ReplySplitter()
  return chunks.map((chunk) => {
    splitter.push(new TextEncoder().encode(chunk))
    const replies: Reply[] = []
    for (;;) {
      const reply = splitter.next(65_536)
      if (reply === NEED_MORE) return replies
      if (reply instanceof Malformed) throw new Error(reply.reason)
      if (reply.kind !== 'line-end') replies.push(reply)
    }
  })
}

const HI = '{"response":"info","content":"hi"}'
const hi = { kind: 'info', time: undefined, text: 'hi' }
const odd = (text: string) => ({ kind: 'nonsense', text })

test.each([
  ['a list', '["{", "x"]'],
  ['a text', '"{ and no end"'],
  ['a text with a quote', '"say \\"{"'],
])('%s is one frame', (_what, json) => {
  expect(reads(HI, json, HI)).toEqual([[hi], [odd(json)], [hi]])
})

test('a response in JSON twice is that response', () => {
  expect(reads(JSON.stringify(HI), `${JSON.stringify(HI)}\n`)).toEqual([[hi], [hi]])
})

test.each([
  ['with a brace too many', '{"response":{"info","content":"x"}'],
  ['with a quote too many', '{"response":"info","content":"it"s"}'],
  ['in JSON twice, behind another one', `${HI}"${HI.replaceAll('"', '\\"')}"`],
])('an object %s ends where a read has whole responses', (_what, json) => {
  const unended = odd('(an object without an end)')
  const [, ...after] = reads(json, HI, `${HI}${HI}\n`)
  expect(after).toEqual([
    [unended, hi],
    [hi, hi],
  ])
})

test('an object in pieces is none of these', () => {
  const nested = `{"response":"history","content":[${HI},{"response":"message","content":"x"}]}`
  const whole = reads(nested).flat()
  for (let at = 1; at < nested.length; at++) {
    expect(reads(nested.slice(0, at), nested.slice(at)).flat()).toEqual(whole)
  }
  for (let at = 2; at < HI.length; at++) {
    expect(reads(HI.slice(0, 1), HI.slice(1, at), HI.slice(at))).toEqual([[], [], [hi]])
  }
})
