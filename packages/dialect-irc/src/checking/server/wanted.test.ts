import { Buffer } from 'node:buffer'
import type { Heard } from '@parley/contract'
import { Malformed, NEED_MORE } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { replySplitter } from '../../parser.ts'
import { flawOf, isMeant, wantedOf } from './wanted.ts'

function heard(line: string): Heard<Reply> {
  const bytes = Buffer.from(`${line}\r\n`)
  const splitter = replySplitter()
  splitter.push(bytes)
  const frame = splitter.next(4096)
  if (frame === NEED_MORE || frame instanceof Malformed) throw new Error('it is no line')
  return { frame, bytes, text: bytes.toString(), at: 0, alone: true }
}

const flaw = (line: string, wanted: string) => flawOf(heard(line), wantedOf(wanted))

test.each([
  [':ann!u@h JOIN #tea', ':ann JOIN #tea'],
  [':ann!~x@10.0.0.1 JOIN :#Tea', ':ann JOIN #tea'],
  [':Ann JOIN #tea', ':ann JOIN #tea'],
  [':s 401 ann nobody :No such nick', '401 nobody'],
  [':s 403 * #tea :What?', '401|403|404 #tea'],
  [':s 353 ann @ #tea :ann bob', '353 * #tea'],
  [':ann!u@h PRIVMSG bob :  hello: you ', ':ann PRIVMSG bob :  hello: you '],
  [':ann!u@h PRIVMSG bob hello', ':ann PRIVMSG bob :hello'],
  ['@time=12 :s PONG s :token', 'PONG * token'],
])('%s is right for %s', (line, wanted) => {
  expect(flaw(line, wanted)).toBeUndefined()
})

test.each([
  [':bob!u@h JOIN #tea', ':ann JOIN #tea', { why: 'it does not say who it is of', at: 0 }],
  [':s 421 ann X :What?', '401 nobody', { why: 'another line came', at: 3 }],
  [':s 401 ann bob :No such', '401 nobody', { why: 'a parameter is another', at: 11 }],
  [':a!u@h PRIVMSG b :hi', ':a PRIVMSG b :hi ', { why: 'a parameter is another', at: 18 }],
])('%s is wrong for %s', (line, wanted, expected) => {
  expect(flaw(line, wanted)).toEqual(expected)
})

test('what has nothing to do with a check is passed over', () => {
  const words = new Set(['ann', 'bob'])
  const meant = (line: string, wanted: string) =>
    isMeant(heard(line).frame, wantedOf(wanted), words)
  expect(meant(':s 375 ann :Message of the day', ':bob PRIVMSG ann :hi')).toBe(false)
  expect(meant(':s 422 ann :No message', ':bob PRIVMSG ann :hi')).toBe(false)
  expect(meant(':eve!u@h PRIVMSG ann :hi', ':bob PRIVMSG ann :hi')).toBe(false)
  expect(meant(':s 404 ann #tea :No', ':bob PRIVMSG ann :hi')).toBe(true)
  expect(meant(':bob!u@h NOTICE ann :hi', ':bob PRIVMSG ann :hi')).toBe(true)
})
