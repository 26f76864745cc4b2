import { Buffer } from 'node:buffer'
import type { CallLine } from '@parley/contract'
import { dialect } from '../index.ts'
import { calls } from '../stand-in-call.ts'
import { chatting, hans, PLACE } from './testing/wire.ts'

describe('a private chat', () => {
  test('is opened, spoken in, and stopped', () => {
    const line = hans().type('startprivate yoda').hear(PLACE)
    const request = '> {"action": "startprivate", "user": "yoda"}'
    expect(line.seen()).toEqual([request, 'call yoda 127.0.0.1:48603'])
    line.called({ kind: 'call-opened', name: 'yoda' })
    expect(line.seen()).toEqual(['aside: Private connection connected', '? '])
    expect(line.type('private yoda psst "a"').seen()).toEqual(['? '])
    expect(line.spoken).toEqual(['yoda: {"from": "hans", "message": "psst \\"a\\""}'])
    expect(line.type('stopprivate yoda').seen()).toEqual([
      'aside: Private connection stopped',
      '? ',
    ])
    expect(line.type('private yoda psst').seen()).toEqual([
      'trouble: Error. No private connection to yoda',
      '? ',
    ])
  })

  test('is one of several', () => {
    const line = chatting().type('startprivate luke').hear(PLACE)
    line.called({ kind: 'call-opened', name: 'luke' })
    line.type('private luke a', 'private yoda b', 'stopprivate yoda', 'private luke c')
    expect(line.spoken).toEqual([
      'luke: {"from": "hans", "message": "a"}',
      'yoda: {"from": "hans", "message": "b"}',
      'luke: {"from": "hans", "message": "c"}',
    ])
  })

  test('is stopped by the other side', () => {
    const line = chatting().called({ kind: 'call-ended', name: 'yoda' })
    expect(line.seen()).toEqual(['aside: Private connection stopped'])
    expect(line.type('private yoda x').seen()[0]).toBe(
      'trouble: Error. No private connection to yoda',
    )
  })

  test('may not come about', () => {
    const line = hans().type('startprivate yoda').hear(PLACE)
    line.seen()
    line.called({ kind: 'call-failed', name: 'yoda', why: 'connect ECONNREFUSED' })
    expect(line.seen()).toEqual([
      'trouble: Error. No private connection to yoda: connect ECONNREFUSED',
      '? ',
    ])
  })

  test('that comes about late is not waited for', () => {
    const line = hans().type('startprivate yoda').hear(PLACE)
    line.seen()
    expect(line.pass(10_000).seen()).toEqual(['? '])
    line.called({ kind: 'call-opened', name: 'yoda' })
    expect(line.seen()).toEqual(['aside: Private connection connected'])
    expect(line.type('private yoda x').seen()).toEqual(['? '])
  })

  test('has a pace, so that no two objects are in one segment', () => {
    const line = chatting({ pace: 50 }).type('private yoda x')
    expect(line.pass(49).seen()).toEqual([])
    expect(line.pass(1).seen()).toEqual(['? '])
  })

  test('takes no text that does not fit into an object', () => {
    const line = chatting().type(`private yoda ${'x'.repeat(1000)}`)
    expect(line.seen()).toEqual(['trouble: Error. Message is too long', '? '])
    expect(line.spoken).toEqual([])
  })

  test.each([
    ['hans', 'psst', 'said: hans (private): psst'],
    ['ha\nns', 'a\u001b\nb', 'said: ha\ufffdns (private): a\ufffd\n    b'],
    ['', 'psst', 'said: *unknown* (private): psst'],
  ])('to this one is heard: %j %j', (from, text, shown) => {
    expect(hans().called({ kind: 'call-said', from, text }).seen()).toEqual([shown])
  })

  test('has no files', () => {
    const line = hans().called({ kind: 'file-sent', to: 'yoda', file: 'a' })
    line.called({ kind: 'file-failed', file: 'a', why: 'missing' })
    expect(line.called({ kind: 'file-received', from: 'yoda', file: 'a' }).seen()).toEqual([])
  })
})

describe('what a client says in a private chat (6.1)', () => {
  const objects: readonly (readonly [string, string, string])[] = [
    ['{"from": "hans", "message": "psst"}', 'hans', 'psst'],
    ['{"message": "psst"}', '', 'psst'],
    ['{"from": 7, "message": "psst"}', '', 'psst'],
    ['{"from": "ha\\u001b\\nns", "message": "psst"}', 'ha\ufffd\ufffdns', 'psst'],
    [`{"from": "${'😀'.repeat(100)}", "message": "psst"}`, '😀'.repeat(64), 'psst'],
  ]
  test.each(objects)('%.40s', (bytes, from, text) => {
    const said: string[][] = []
    const line: CallLine = {
      now: 0,
      say: (...one) => said.push(one),
      file: () => {},
      bytes: () => {},
      fileEnd: () => {},
      refuseFile: () => {},
      close: () => {},
      wakeAt: () => {},
    }
    calls.answer(line, dialect.options.parse({})).take(Buffer.from(bytes))
    expect(said).toEqual([[text, from]])
  })

  test('is one object', () => {
    expect(calls.speech?.('hans', 'på\n')).toBe('{"from": "hans", "message": "p\\u00e5\\n"}')
  })
})
