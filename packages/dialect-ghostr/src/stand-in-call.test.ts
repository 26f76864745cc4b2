import { Buffer } from 'node:buffer'
import type { CallLine } from '@parley/contract'
import { options } from './options.ts'
import { calls } from './stand-in-call.ts'

/** A call that keeps what it says. */
function called(settings: object = {}) {
  const said: string[] = []
  const closed: string[] = []
  const line: CallLine = {
    now: 0,
    say: (text) => said.push(text),
    file: () => {},
    bytes: () => {},
    fileEnd: () => {},
    refuseFile: () => {},
    close: () => closed.push('closed'),
    wakeAt: () => {},
  }
  const session = calls.answer(line, options.parse(settings))
  return { session, said, closed }
}

const two = Buffer.from('{"from": "hans", "message": "på"}\n{"message": "two", "from": 7} ')

describe('a private chat (6.1)', () => {
  test('is read wherever it is cut', () => {
    for (const at of two.keys()) {
      const { session, said, closed } = called()
      session.take(two.subarray(0, at))
      session.take(two.subarray(at))
      session.end()
      expect(said).toEqual(['på', 'two'])
      expect(closed).toEqual([])
    }
  })

  test('is cleaned, but not with strict (5.3)', () => {
    const bytes = Buffer.from('{"from": "hans", "message": "a\\u001b\\r\\nb"}')
    const usual = called()
    usual.session.take(bytes)
    expect(usual.said).toEqual(['a\ufffd\nb'])
    const strict = called({ strict: true })
    strict.session.take(bytes)
    expect(strict.said).toEqual(['a\u001b\r\nb'])
  })

  test('says nothing with an empty text', () => {
    const { session, said, closed } = called()
    session.take(Buffer.from('{"from": "hans", "message": ""}{"from": "hans", "message": "x"}'))
    expect(said).toEqual(['x'])
    expect(closed).toEqual([])
  })

  const wrong: readonly string[] = [
    'hello',
    '{"from": "hans"}',
    '{"from": "hans", "message": 5}',
    '{from}',
    `{"from": "hans", "message": "${'x'.repeat(65_536)}`,
    '{"a":'.repeat(33),
    '{"message": "\xff"}',
  ]
  test.each(wrong)('ends with what is no message: %.30s', (text) => {
    const { session, said, closed } = called()
    session.take(Buffer.from(text, 'latin1'))
    session.take(Buffer.from('{"from": "hans", "message": "x"}'))
    session.wake?.(1)
    expect(closed).toEqual(['closed'])
    expect(said).toEqual([])
  })

  test('is over with the caller', () => {
    const { session, said } = called()
    session.end()
    session.take(two)
    expect(said).toEqual([])
  })
})
