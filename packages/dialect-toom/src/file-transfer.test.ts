import { Buffer } from 'node:buffer'
import type { CallLine } from '@parley/contract'
import { calls } from './file-transfer.ts'
import { options } from './options.ts'

/** A call whose every deed is kept, in order. */
function called(settings: object = {}) {
  const deeds: string[] = []
  const claims: string[] = []
  const line = {
    now: 1000,
    say: (text: string) => deeds.push(`say ${text}`),
    file: (name: string, claimed: string) => {
      claims.push(claimed)
      deeds.push(`file ${name}`)
    },
    bytes: (bytes: Uint8Array) => deeds.push(`bytes ${Buffer.from(bytes).toString('latin1')}`),
    fileEnd: () => deeds.push('end'),
    refuseFile: (name: string, fault: string) => deeds.push(`refuse ${name}: ${fault}`),
    close: () => deeds.push('close'),
    wakeAt: (time: number) => deeds.push(`wake at ${time}`),
  } satisfies CallLine
  const session = calls.answer(line, options.parse(settings))
  return {
    session,
    send: (...datagrams: readonly (string | Uint8Array)[]) => {
      for (const datagram of datagrams) session.take(Buffer.from(datagram))
    },
    silence: () => session.wake?.(3000),
    /** What was done since the last look, less what it wanted to be woken for. */
    seen: () => deeds.splice(0).filter((deed) => !deed.startsWith('wake')),
    deeds,
    claims,
  }
}

describe('a file in datagrams (5.2)', () => {
  test('ends with two seconds of silence', () => {
    const { send, silence, seen, deeds } = called()
    send('jess', 'jess_clip.mp4', 'abc', 'd')
    expect(deeds).toEqual([
      'wake at 3000',
      'wake at 3000',
      'file clip.mp4',
      'wake at 3000',
      'bytes abc',
      'wake at 3000',
      'bytes d',
    ])
    seen()
    silence()
    expect(seen()).toEqual(['end', 'close'])
  })

  test('may be empty (5.3)', () => {
    const { send, silence, seen } = called()
    send('jess', 'jess_empty')
    silence()
    expect(seen()).toEqual(['file empty', 'end', 'close'])
  })

  test('may be followed by another', () => {
    const { send, silence, seen } = called()
    send('jess', 'jess_a', '1')
    silence()
    expect(seen()).toEqual(['file a', 'bytes 1', 'end', 'close'])
    send('jess', 'jess_b', '2')
    silence()
    expect(seen()).toEqual(['file b', 'bytes 2', 'end', 'close'])
  })

  test('has a name and a sender with underscores', () => {
    const { send, seen } = called()
    send('jess_b', 'jess_b_my_file.txt')
    expect(seen()).toEqual(['file my_file.txt'])
  })

  test('is incomplete if the call is cut off', () => {
    const { session, send, seen } = called()
    send('jess', 'jess_a', '1')
    session.end()
    expect(seen()).toEqual(['file a', 'bytes 1'])
  })

  test('is dropped if only its beginning came', () => {
    const { send, silence, seen } = called()
    send('jess')
    silence()
    send('jess', 'jess_a')
    silence()
    expect(seen()).toEqual(['close', 'file a', 'end', 'close'])
  })
})

describe('who sends (5.2)', () => {
  test.each([
    ['jess', 'jess'],
    ['jess\x1b[2J', 'jess\ufffd[2J'],
    ['jess\r\nbob\u2028', 'jess\ufffdbob\ufffd'],
  ])('%j is who it says to be: %j', (sender, claimed) => {
    const { send, claims } = called()
    send(sender, `${sender}_a`)
    expect(claims).toEqual([claimed])
  })

  test('a file is announced by its sender and its label', () => {
    expect(calls.announcement?.('jess', 'my clip.mp4')).toEqual({
      head: ['jess', 'jess_my clip.mp4'],
      piece: 4096,
    })
  })
})

describe('what is refused (5.3)', () => {
  const names: readonly (readonly [string | Uint8Array, string])[] = [
    ['', ''],
    ['.', '.'],
    ['..', '..'],
    ['docs/', 'docs/'],
    ['docs/..', 'docs/..'],
    ['a\nb', 'a\ufffdb'],
    ['a\0', 'a\ufffd'],
    ['a\x9b', 'a\ufffd'],
    ['a\u2028DELIVERY bob I owe you', 'a\ufffdDELIVERY bob I owe you'],
    ['x'.repeat(256), 'x'.repeat(255)],
    ['é'.repeat(128), 'é'.repeat(128)],
    [Buffer.from([0xff]), ''],
  ]
  test.each(names)('the name %j, until the next silence', (name, shown) => {
    const { send, silence, seen } = called()
    send('jess', Buffer.concat([Buffer.from('jess_'), Buffer.from(name)]), 'bytes', 'more')
    silence()
    expect(seen()).toEqual([`refuse ${shown}: bad-name`, 'close'])
    send('jess', 'jess_a', '1')
    silence()
    expect(seen()).toEqual(['file a', 'bytes 1', 'end', 'close'])
  })

  test.each([
    ['docs/a.txt', 'a.txt'],
    ['../../a.bin', 'a.bin'],
    ['/etc/passwd', 'passwd'],
    ['a\\b', 'b'],
    ['a\n/b', 'b'],
  ])('not a path: of %j the last part is the name', (path, name) => {
    const { send, seen } = called()
    send('jess', `jess_${path}`)
    expect(seen()).toEqual([`file ${name}`])
  })

  test('names of 255 bytes and with dots are taken', () => {
    const { send, seen } = called()
    send('jess', `jess_..${'x'.repeat(253)}`)
    expect(seen()).toEqual([`file ..${'x'.repeat(253)}`])
  })

  const openings: readonly (readonly (string | Uint8Array)[])[] = [
    ['jess', 'olivia_a'],
    ['jess', 'jess'],
    ['jess', 'a'],
    [Buffer.from([0xff]), 'jess_a'],
    ['x'.repeat(257), 'a'],
  ]
  test.each(openings)('a file that begins with %j and %j', (...opening) => {
    const { send, silence, seen } = called()
    send(...opening, 'bytes')
    silence()
    expect(seen().filter((deed) => deed !== 'refuse : bad-name')).toEqual(['close'])
  })

  test('a file over the limit (5.4)', () => {
    const { send, silence, seen } = called({ maxFile: 5 })
    send('jess', 'jess_a', '123', '45')
    silence()
    expect(seen()).toEqual(['file a', 'bytes 123', 'bytes 45', 'end', 'close'])
    send('jess', 'jess_b', '123', '456', '7')
    silence()
    expect(seen()).toEqual(['file b', 'bytes 123', 'refuse b: too-large', 'close'])
  })
})
