import type { PublicMessage } from '@parley/contract'
import { Voice } from './events.ts'
import { options } from './options.ts'
import { answer, complaint, object, place, quote, sent, timeout, widthOf } from './serializer.ts'

const noon = new Date('2016-03-14T12:34:56').getTime()

function said(from: string, text: string): PublicMessage {
  return { kind: 'public', id: 1, time: noon, number: 1, from, text }
}

const voice = new Voice(options.parse({}))

describe('a string', () => {
  const rows: readonly (readonly [text: string, json: string])[] = [
    ['', '""'],
    ['plain text ~!|{}', '"plain text ~!|{}"'],
    ['"\\/', '"\\"\\\\/"'],
    ['\n\r\t\b\f\v\0', '"\\n\\r\\t\\b\\f\\u000b\\u0000"'],
    ['\x7f\x80\xff', '"\\u007f\\u0080\\u00ff"'],
    ['å☃😀\u2028', '"\\u00e5\\u2603\\ud83d\\ude00\\u2028"'],
    ['\ud83d', '"\\ud83d"'],
  ]
  test.each(rows)('%j', (text, json) => {
    expect(quote(text)).toBe(json)
    expect(JSON.parse(json)).toBe(text)
    expect(widthOf(text)).toBe(json.length - 2)
  })
})

/** Every object there is (sections 2 to 5). */
const objects: readonly (readonly [made: string, bytes: string])[] = [
  [answer('login', 'SUCCESS'), '{"action": "login", "status": "SUCCESS"}'],
  [answer('message', 'SUCCESS'), '{"action": "message", "status": "SUCCESS"}'],
  [answer('block', 'MESSAGE_SELF'), '{"action": "block", "status": "MESSAGE_SELF"}'],
  [answer('unblock', 'SUCCESS'), '{"action": "unblock", "status": "SUCCESS"}'],
  [answer('startprivate', 'USER_SELF'), '{"action": "startprivate", "reply": "USER_SELF"}'],
  [answer('logout', 'logged out'), '{"action": "logout", "reply": "logged out"}'],
  [sent(1, 0), '{"action": "broadcast", "n_sent": 1, "n_blocked": 0}'],
  [
    place('127.0.0.1', 48_603, 'Zoë'),
    '{"action": "startprivate", "reply": "SUCCESS", "address": "127.0.0.1", "port": 48603, "username": "Zo\\u00eb"}',
  ],
  [complaint('da"nce', 'Unknown action'), '{"action": "da\\"nce", "reply": "Unknown action"}'],
  [timeout, '{"action": "timeout"}'],
  [
    object({ action: 'login', username: 'hans', private_port: 7 }),
    '{"action": "login", "username": "hans", "private_port": 7}',
  ],
]
test.each(objects)('%s', (made, bytes) => {
  expect(made).toBe(bytes)
})

describe('a message', () => {
  test('is made once for everyone who hears it', () => {
    const event = said('yoda', 'hi')
    expect(voice.heard(event)).toBe(voice.heard(event))
    expect(voice.heard({ ...event })).toEqual(voice.heard(event))
  })

  test('is cut at character borders where it does not fit (1.3)', () => {
    const parts = voice.heard(said('yoda', '😀'.repeat(100)))
    expect(parts.map((part) => JSON.parse(part).message)).toEqual([
      '😀'.repeat(79),
      '😀'.repeat(21),
    ])
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(1024)
  })

  test('is cut at the same place for all names of up to 16 characters', () => {
    const lengths = (from: string) => {
      return voice
        .heard(said(from, 'x'.repeat(1000)))
        .map((part) => JSON.parse(part).message.length)
    }
    expect(lengths('y')).toEqual([950, 50])
    expect(lengths('sixteen-letters-')).toEqual([950, 50])
    expect(lengths('seventeen-letters')).toEqual([949, 51])
  })

  test('fits whatever the name', () => {
    const parts = voice.heard(said('😀'.repeat(64), 'x'.repeat(1000)))
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(1024)
    expect(parts.map((part) => JSON.parse(part).message).join('')).toBe('x'.repeat(1000))
  })

  test('is never cut with maxObject 0', () => {
    const uncut = new Voice(options.parse({ maxObject: 0 }))
    expect(uncut.heard(said('yoda', 'x'.repeat(99_999)))).toHaveLength(1)
  })
})

test('news of an edit is one object, however long: a part of it could pass for the gateway’s', () => {
  const message = { ...said('😀'.repeat(64), '永'.repeat(100)), edited: true } as const
  const objects = voice.heard({ kind: 'edited', time: noon, message })
  expect(objects).toHaveLength(1)
  expect(objects[0]).toMatch(
    /^\{"action": "receive_message", "from": "server", "message": "\\ud83d/,
  )
  expect(objects[0]?.length).toBeLessThanOrEqual(1024)
})

describe('a list of names (4.4)', () => {
  test('is one object where it fits', () => {
    expect(voice.names('whoelse', [])).toEqual(['{"action": "whoelse", "reply": []}'])
    expect(voice.names('whoelsesince', ['yoda', 'Zoë'])).toEqual([
      '{"action": "whoelsesince", "reply": ["yoda", "Zo\\u00eb"]}',
    ])
  })

  test('is several where it does not, and all but the last say so', () => {
    const names = Array.from({ length: 100 }, (_, index) => `user-${index}-${'x'.repeat(index)}`)
    const objects = voice.names('whoelse', names).map((one) => {
      expect(one.length).toBeLessThanOrEqual(1024)
      return JSON.parse(one)
    })
    expect(objects.flatMap(({ reply }) => reply)).toEqual(names)
    const more = objects.map((one) => one.more)
    expect(more.pop()).toBeUndefined()
    expect(more.every((one) => one === true)).toBe(true)
  })

  test('has a name alone that fits with no other', () => {
    const small = new Voice(options.parse({ maxObject: 200 }))
    const names = ['yoda', '😀'.repeat(64), 'luke']
    expect(small.names('whoelse', names)).toHaveLength(3)
  })
})
