import type { DirectMessage, PublicMessage } from '@parley/contract'
import { Voice } from './events.ts'
import { options } from './options.ts'
import { quote, request, widthOf } from './serializer.ts'

const noon = new Date('2016-03-14T12:34:56').getTime()

function said(from: string, text: string, number = 1): PublicMessage {
  return { kind: 'public', id: number, time: noon, number, from, text }
}

const voice = new Voice(options.parse({}))

describe('a string', () => {
  const rows: readonly (readonly [text: string, json: string])[] = [
    ['', '""'],
    ['plain text ~!|', '"plain text ~!|"'],
    ['"\\/', '"\\"\\\\/"'],
    ['{}', '"\\u007b\\u007d"'],
    ['\n\r\t\b\f\v\0', '"\\n\\r\\t\\b\\f\\u000b\\u0000"'],
    ['\x7f\x80\xff', '"\x7f\\u0080\\u00ff"'],
    ['å☃😀\u2028', '"\\u00e5\\u2603\\ud83d\\ude00\\u2028"'],
    ['\ud83d', '"\\ud83d"'],
    ['\\u007b', '"\\\\u007b"'],
  ]
  test.each(rows)('%j', (text, json) => {
    expect(quote(text)).toBe(json)
    expect(JSON.parse(json)).toBe(text)
    expect(widthOf(text)).toBe(json.length - 2)
  })
})

test('every request has both keys (8.1)', () => {
  expect(request('names', null)).toBe('{"request":"names","content":null}')
  expect(request('msg', 'blå {}')).toBe('{"request":"msg","content":"bl\\u00e5 \\u007b\\u007d"}')
})

describe('a response', () => {
  test('has the local time of its event (2.2)', () => {
    const early = new Date('0987-01-02T03:04:05.999').getTime()
    const start = (time: number) => voice.info(time, 'x').bare[0]?.slice(0, 35)
    expect(start(early)).toBe('{"timestamp":"0987-01-02T03:04:05",')
    expect(start(noon)).toBe('{"timestamp":"2016-03-14T12:34:56",')
    expect(start(noon + 999)).toBe('{"timestamp":"2016-03-14T12:34:56",')
    expect(start(noon + 1000)).toBe('{"timestamp":"2016-03-14T12:34:57",')
    expect(start(noon - 1)).toBe('{"timestamp":"2016-03-14T12:34:55",')
  })

  test('of each kind has its keys in their order (2.2)', () => {
    expect(voice.error(noon, 'Not logged in').bare).toEqual([
      '{"timestamp":"2016-03-14T12:34:56","sender":"server","response":"error","content":"Not logged in"}',
    ])
    expect(voice.info(noon, 'Sent to Zoë').bare).toEqual([
      '{"timestamp":"2016-03-14T12:34:56","sender":"server","response":"info","content":"Sent to Zo\\u00eb"}',
    ])
    expect(voice.heard(said('{x}', 'hi')).bare).toEqual([
      '{"timestamp":"2016-03-14T12:34:56","sender":"\\u007bx\\u007d","response":"message","content":"hi"}',
    ])
  })

  test('comes with and without a line end (1.4)', () => {
    const { bare, ended } = voice.heard(said('bob', 'x'.repeat(2000)))
    expect(bare).toHaveLength(3)
    expect(ended).toEqual(bare.map((one) => `${one}\n`))
  })

  test('is serialised once for all recipients', () => {
    const message = said('bob', 'hi')
    expect(voice.heard(message)).toBe(voice.heard(message))
    expect(voice.heard({ ...message })).not.toBe(voice.heard(message))
  })
})

describe('cutting (1.5)', () => {
  const sizes: readonly (readonly [maxObject: number, from: string, text: string])[] = [
    [1000, 'bob', 'x'.repeat(5000)],
    [1000, 'b'.repeat(64), '{å😀"\n'.repeat(1000)],
    [1000, '😀'.repeat(64), '😀'.repeat(100)],
    [200, 'b'.repeat(64), '☃x'.repeat(300)],
    [5000, 'bob', 'å'.repeat(5000)],
  ]
  test.each(sizes)('at most %i bytes, from %s', (maxObject, from, text) => {
    const { heard } = new Voice(options.parse({ maxObject }))
    const direct: DirectMessage = { kind: 'direct', id: 2, time: noon, from, to: 'alice', text }
    for (const [message, mark] of [
      [said(from, text), ''],
      [direct, '(private) '],
    ] as const) {
      const { ended } = heard(message)
      for (const object of ended) expect(object.length).toBeLessThanOrEqual(maxObject)
      const contents = ended.map((object) => JSON.parse(object).content)
      expect(contents.every((content) => content.startsWith(mark) && content.isWellFormed())).toBe(
        true,
      )
      expect(contents.map((content) => content.slice(mark.length)).join('')).toBe(text)
    }
  })

  test('without a line end to come there is room for one byte more', () => {
    const count = (settings: object, length: number) => {
      return new Voice(options.parse(settings)).heard(said('b'.repeat(16), 'x'.repeat(length))).bare
    }
    expect(count({}, 902).map((one) => one.length)).toEqual([999])
    expect(count({}, 903)).toHaveLength(2)
    expect(count({ terminator: 'none' }, 903).map((one) => one.length)).toEqual([1000])
    expect(count({ terminator: 'none' }, 904)).toHaveLength(2)
  })

  test('a long name under a small limit still leaves room for some text', () => {
    const { heard } = new Voice(options.parse({ maxObject: 200 }))
    const { bare } = heard(said('😀'.repeat(64), 'x'.repeat(3600)))
    expect(bare).toHaveLength(100)
  })

  test('cuts a mebibyte in linear time', () => {
    const text = '😀'.repeat(262_144)
    const contents = voice.heard(said('bob', text)).bare.map((one) => JSON.parse(one).content)
    expect(contents.join('')).toBe(text)
  })
})

describe('a history', () => {
  test('has at most 4000 bytes, line end and all (4.3)', () => {
    const messages = Array.from({ length: 300 }, (_, index) => said('bob', `{${index}}`, index + 1))
    for (const history of ['strings', 'objects'] as const) {
      const { ended } = new Voice(options.parse({ history })).history(noon, messages)
      const [object = ''] = ended
      expect(ended).toHaveLength(1)
      expect(object.length).toBeLessThanOrEqual(4000)
      expect(object.length).toBeGreaterThan(3700)
      const entries: readonly unknown[] = JSON.parse(object).content
      const parsed = entries.map((one) => (typeof one === 'string' ? JSON.parse(one) : one))
      expect(parsed.map(({ content }) => content)).toEqual(
        messages.slice(-entries.length).map(({ text }) => text),
      )
    }
  })

  test('sent as messages has at most 256 KiB (4.3)', () => {
    const messages = [1, 2, 3].map((number) => said('bob', `${number}`.repeat(100_000), number))
    const { bare } = new Voice(options.parse({})).history(noon, messages)
    expect(bare.join('').length).toBeLessThanOrEqual(256 * 1024)
    expect(bare.map((one) => JSON.parse(one).content).join('')).toBe(
      '2'.repeat(100_000) + '3'.repeat(100_000),
    )
  })

  test('cuts a message that is too long, and keeps the others', () => {
    const messages = [said('bob', 'one', 1), said('bob', '{'.repeat(5000), 2), said('bob', '3', 3)]
    for (const history of ['strings', 'objects'] as const) {
      const { bare } = new Voice(options.parse({ history })).history(noon, messages)
      const [object = ''] = bare
      expect(object.length).toBeLessThanOrEqual(4000)
      const entries: readonly unknown[] = JSON.parse(object).content
      const parsed = entries.map((one) => (typeof one === 'string' ? JSON.parse(one) : one))
      expect(parsed.map(({ content }) => content).join('')).toBe(`one${'{'.repeat(311)}\u20263`)
    }
  })

  test('ends with the newest message that it has no room for', () => {
    const messages = ['old', 'x'.repeat(3000), 'y'.repeat(3000)].map((text) => said('bob', text, 2))
    const { bare } = new Voice(options.parse({ history: 'objects' })).history(noon, messages)
    const [{ content }] = JSON.parse(`[${bare.join()}]`)
    const texts: readonly string[] = content.map((one: { content: string }) => one.content)
    expect(texts.join('')).toBe('y'.repeat(3000))
  })

  test('has several entries for a long text', () => {
    const { bare } = new Voice(options.parse({ history: 'strings' })).history(noon, [
      said('bob', `${'x'.repeat(902)}y`),
    ])
    const [entries = []] = bare.map((one): readonly string[] => JSON.parse(one).content)
    expect(entries.map((one) => JSON.parse(one).content)).toEqual(['x'.repeat(902), 'y'])
  })
})

describe('names (3.7)', () => {
  test('continue in the next object', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `é${index}`)
    const { ended } = voice.names(noon, names)
    for (const object of ended) expect(object.length).toBeLessThanOrEqual(1000)
    const lists: readonly string[] = ended.map((one) => JSON.parse(one).content)
    expect(lists.length).toBeGreaterThan(10)
    expect(lists.slice(0, -1).every((list) => list.endsWith(','))).toBe(true)
    expect(lists.join(' ')).toBe(names.join(', '))
  })

  test('of a room each object says which', () => {
    const names = Array.from({ length: 300 }, (_, index) => `user${index}`)
    const { ended } = voice.names(noon, names, 'In #tea: ', '#tea')
    expect(ended.length).toBeGreaterThan(1)
    for (const object of ended) {
      expect(object.length).toBeLessThanOrEqual(1000)
      expect(JSON.parse(object)).toMatchObject({
        content: expect.stringMatching(/^In #tea: user/),
        room: '#tea',
      })
    }
  })

  test('are one string if they fit', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `user${index}`)
    const { bare } = new Voice(options.parse({ maxObject: 0 })).names(noon, names)
    expect(bare.map((one) => JSON.parse(one).content)).toEqual([names.join(', ')])
  })
})

test('an edit is one object, so that no part begins with a user’s text', () => {
  const text = '😀'.repeat(100)
  const message = {
    kind: 'public',
    id: 1,
    time: 0,
    number: 1,
    from: '永'.repeat(64),
    text,
  } as const
  const voice = new Voice(options.parse({}))
  expect(voice.heard({ kind: 'edited', time: 0, message }).bare).toHaveLength(1)
})
