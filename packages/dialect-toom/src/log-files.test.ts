import type { FileChange, Happening, Present, PublicMessage } from '@parley/contract'
import { journal } from './log-files.ts'
import { options } from './options.ts'

const time = new Date('2021-04-25T05:33:41').getTime()
const later = new Date('2021-04-25T05:40:00').getTime()

function begun(newest: readonly PublicMessage[] = []) {
  const one = journal(options.parse({ logs: './logs' }))
  if (one === undefined) throw new Error('no journal')
  const files = new Map<string, string>()
  const write = (changes: readonly FileChange[]) => {
    for (const change of changes) {
      const { file } = change
      if (change.mode === 'append') files.set(file, (files.get(file) ?? '') + change.text)
      else files.set(file, [...change.lines()].join(''))
    }
    return changes.map(({ file, mode }) => `${mode} ${file}`)
  }
  write(one.begin(newest))
  return {
    one,
    hear: (happening: Happening) => write(one.hear(happening)),
    lines: (file: string) => files.get(file)?.split('\n').slice(0, -1),
  }
}

function posted(id: number, text: string, more: object = {}): PublicMessage {
  return { kind: 'public', id, time, number: id, from: 'jess', text, ...more }
}

function session(
  kind: 'session-began' | 'session-changed' | 'session-ended',
  number: number,
  more: Partial<Present> = {},
): Happening {
  const peer = { address: '197.83.62.1', port: 40_001 }
  const calls = { transport: 'udp', port: 9999 } as const
  const present = { name: 'jess', via: 'toom', peer, since: time, calls, ...more }
  return { kind, session: number, present }
}

test('is off without a folder', () => {
  expect(journal(options.parse({}))).toBeUndefined()
})

test('begins with two empty files for an empty board (6.3)', () => {
  const { one, lines } = begun()
  expect(one.folder).toBe('./logs')
  expect(lines('messagelog.txt')).toEqual([])
  expect(lines('userlog.txt')).toEqual([])
})

describe('messagelog.txt (6.1)', () => {
  test('has no message of a room', () => {
    const { hear, lines } = begun()
    hear(posted(1, 'kept'))
    const room = '#tea'
    const message = posted(1, 'of the room', { room, edited: true })
    expect(hear(posted(1, 'of the room', { room }))).toEqual([])
    expect(hear({ kind: 'edited', time: later, message })).toEqual([])
    expect(hear({ kind: 'removed', time: later, number: 1, from: 'jess', room })).toEqual([])
    expect(lines('messagelog.txt')).toEqual(['1; 25 Apr 2021 05:33:41; jess; kept; no'])
  })

  test('has a line for each message', () => {
    const { hear, lines } = begun()
    expect(hear(posted(1, 'i want to leave'))).toEqual(['append messagelog.txt'])
    hear(posted(2, 'a; b\nc\u2028d', { from: 'Zoë' }))
    expect(lines('messagelog.txt')).toEqual([
      '1; 25 Apr 2021 05:33:41; jess; i want to leave; no',
      '2; 25 Apr 2021 05:33:41; Zoë; a; b / c / d; no',
    ])
  })

  test('is rewritten for an edit and for a removal', () => {
    const { hear, lines } = begun()
    for (const id of [1, 2, 3]) hear(posted(id, `text ${id}`))
    const message = posted(2, 'new', { time: later, edited: true })
    expect(hear({ kind: 'edited', time: later, message })).toEqual(['replace messagelog.txt'])
    expect(lines('messagelog.txt')?.[1]).toBe('2; 25 Apr 2021 05:40:00; jess; new; yes')
    const removed = { kind: 'removed', time: later, number: 1, from: 'jess' } as const
    expect(hear(removed)).toEqual(['replace messagelog.txt'])
    hear(posted(4, 'text 4', { number: 3 }))
    expect(lines('messagelog.txt')).toEqual([
      '1; 25 Apr 2021 05:40:00; jess; new; yes',
      '2; 25 Apr 2021 05:33:41; jess; text 3; no',
      '3; 25 Apr 2021 05:33:41; jess; text 4; no',
    ])
  })

  test('begins with the board’s messages and numbers (6.3)', () => {
    const { hear, lines } = begun([
      posted(3, 'c'),
      posted(2, 'b\nb', { time: later, edited: true }),
      posted(1, 'a'),
    ])
    hear(posted(4, 'd'))
    expect(lines('messagelog.txt')).toEqual([
      '1; 25 Apr 2021 05:33:41; jess; a; no',
      '2; 25 Apr 2021 05:40:00; jess; b / b; yes',
      '3; 25 Apr 2021 05:33:41; jess; c; no',
      '4; 25 Apr 2021 05:33:41; jess; d; no',
    ])
    hear({ kind: 'removed', time: later, number: 2, from: 'jess' })
    hear({ kind: 'edited', time: later, message: posted(3, 'e', { number: 2, edited: true }) })
    expect(lines('messagelog.txt')).toEqual([
      '1; 25 Apr 2021 05:33:41; jess; a; no',
      '2; 25 Apr 2021 05:33:41; jess; e; yes',
      '3; 25 Apr 2021 05:33:41; jess; d; no',
    ])
  })

  test('begins with the newest messages that it keeps', () => {
    let asked = 0
    function* newest() {
      for (let number = 50_000; number > 0; number--) {
        asked += 1
        yield posted(number, 'x')
      }
    }
    const one = journal(options.parse({ logs: './logs' }))
    const [change] = one?.begin(newest()) ?? []
    const lines = change?.mode === 'replace' ? [...change.lines()] : []
    expect(lines).toHaveLength(10_000)
    expect(lines[0]).toMatch(/^40001; /)
    expect(asked).toBe(10_001)
  })

  test('lines do not change after they were requested', () => {
    const { one, hear } = begun()
    hear(posted(1, 'a'))
    const [change] = one.hear({ kind: 'edited', time, message: posted(1, 'b') })
    const lines = change?.mode === 'replace' ? change.lines() : []
    one.hear(posted(2, 'c'))
    one.hear({ kind: 'removed', time, number: 1, from: 'jess' })
    expect([...lines]).toEqual(['1; 25 Apr 2021 05:33:41; jess; b; no\n'])
  })

  test('is rewritten after many additions, so that the file stays bounded', () => {
    const { hear } = begun()
    const modes = new Set<string>()
    for (let id = 1; id <= 17; id++) {
      for (const mode of hear(posted(id, 'x'.repeat(1_048_576)))) modes.add(mode)
    }
    expect([...modes]).toEqual(['append messagelog.txt', 'replace messagelog.txt'])
  })

  test('ignores a message that it does not keep', () => {
    const { hear, lines } = begun()
    hear(posted(8, 'text'))
    expect(hear({ kind: 'edited', time: later, message: posted(5, 'new') })).toEqual([])
    hear({ kind: 'removed', time: later, number: 5, from: 'jess' })
    expect(lines('messagelog.txt')).toEqual(['7; 25 Apr 2021 05:33:41; jess; text; no'])
  })

  test('keeps the newest 10,000 when rewritten, at most 8 MiB', () => {
    const { hear, lines } = begun()
    for (let id = 1; id <= 10_002; id++) hear(posted(id, 'x'))
    expect(lines('messagelog.txt')).toHaveLength(10_002)
    hear({ kind: 'edited', time, message: posted(10_002, 'y', { edited: true }) })
    expect(lines('messagelog.txt')).toHaveLength(10_000)
    expect(lines('messagelog.txt')?.[0]).toMatch(/^3; /)
    for (let id = 10_003; id <= 10_011; id++) hear(posted(id, 'x'.repeat(1_048_576)))
    hear({ kind: 'removed', time, number: 10_011, from: 'jess' })
    expect(lines('messagelog.txt')).toHaveLength(7)
  })
})

describe('userlog.txt (6.2)', () => {
  test('has a line for each session that can be called', () => {
    const { hear, lines } = begun()
    expect(hear(session('session-began', 1, { calls: undefined }))).toEqual([])
    expect(hear(session('session-changed', 1))).toEqual(['replace userlog.txt'])
    expect(hear(session('session-began', 2, { via: 'ghostr' }))).toEqual([])
    hear(session('session-began', 3, { name: 'steve', since: later }))
    expect(lines('userlog.txt')).toEqual([
      '1; 25 Apr 2021 05:33:41; jess; 197.83.62.1; 9999',
      '2; 25 Apr 2021 05:40:00; steve; 197.83.62.1; 9999',
    ])
    expect(hear(session('session-ended', 1))).toEqual(['replace userlog.txt'])
    expect(hear(session('session-ended', 2))).toEqual([])
    expect(lines('userlog.txt')).toEqual(['1; 25 Apr 2021 05:40:00; steve; 197.83.62.1; 9999'])
  })
})
