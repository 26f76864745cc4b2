import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import type { Audience, Dialect } from '@parley/contract'
import { groupsOf, notesOf } from './change-words.ts'
import { type Segment, segmentsOf } from './changes.ts'
import { FrameReader, type Said } from './reader.ts'

const names = ['llp', 'vu', 'ktn', 'ghostr', 'ghostr-text', 'toom']
const dialects: Dialect[] = []
for (const name of names) dialects.push((await import(`@parley/dialect-${name}`)).dialect)

const reader = new FrameReader()

function named(name: string): Dialect {
  const found = dialects.find((dialect) => dialect.name === name)
  if (found === undefined) throw new Error(`no dialect ${name}`)
  return found
}

/** A text for each kind of change. */
const texts = [
  'plain grüße {alle} 💐',
  'a: b;; c;',
  'one\ntwo\n\nthree',
  'bell\u0007 and \u001b[2J',
  'before\rafter\u2028last',
  '  blanks around  ',
  '',
  ' ',
  'OK - it only looks like an answer',
  'ends in XOXOXO\nso does XOXOXO',
  '@nobody is called',
  '(private) is said',
  `${'long '.repeat(280)}end`,
]

/** What a program of somebody writes, which replaces nothing by itself. */
const writers: Readonly<Record<string, (text: string, to: Audience) => string | Uint8Array>> = {
  llp: (text, to) => `${to === 'one' ? 'MESSAGE bob' : 'BROADCAST'}\n${text}\nXOXOXO\n`,
  vu: (text, to) => `SEND ${to === 'one' ? 'bob' : '*'} ${text}\n`,
  ktn: (text, to) => JSON.stringify({ request: 'msg', content: called(text, to) }),
  ghostr: (message, to) => {
    const action = to === 'one' ? { action: 'message', user: 'bob' } : { action: 'broadcast' }
    return JSON.stringify({ ...action, message })
  },
  'ghostr-text': (text, to) => {
    const type = to === 'one' ? 'MSG;;FROM: alice;;TO: bob' : 'BROADCAST;;FROM: alice'
    return `TYPE: ${type};;BODY: ${text};;`
  },
  toom: (text, to) => pickled({ type: 'MSG', body: called(text, to) }),
}

function called(text: string, to: Audience): string {
  return to === 'one' ? `@bob ${text}` : text
}

function pickled(entries: Readonly<Record<string, string>>): Uint8Array {
  const strings = Object.entries(entries)
    .flat()
    .map((text) => {
      const head = Buffer.from('X0000')
      head.writeUInt32LE(Buffer.byteLength(text), 1)
      return Buffer.concat([head, Buffer.from(text)])
    })
  return Buffer.concat([Buffer.from('}('), ...strings, Buffer.from('u.')])
}

/** What each sender says with each text, read once. */
const known = new Map<string, { readonly sent: string; readonly said: Said } | undefined>()

function sending(sender: Dialect, text: string, to: Audience) {
  const key = [sender.name, to, text].join(' ')
  if (known.has(key)) return known.get(key)
  const written = writers[sender.name]?.(text, to) ?? ''
  const frames = [typeof written === 'string' ? Buffer.from(written) : written]
  const said = reader.said(sender, 'alice', frames)
  const sent = sender.sentText?.(frames) ?? ''
  const found = said === undefined ? undefined : { sent, said }
  known.set(key, found)
  return found
}

function passage(sender: Dialect, receiver: Dialect, text: string, to: Audience) {
  const sent = sending(sender, text, to)
  if (sent === undefined) return undefined
  const { hears } = receiver.carries(receiver.options.parse({}))
  return { sender, reader: receiver, ...sent, heard: hears(sent.said.text, sent.said.audience) }
}

const before = (segments: readonly Segment[]) => {
  return segments.map((one) => (one.kind === 'same' ? one.text : one.before)).join('')
}

function after(segments: readonly Segment[]): readonly string[] {
  const messages = ['']
  for (const one of segments) {
    const [first = '', ...more] = one.kind === 'same' ? [one.text] : one.after
    messages[messages.length - 1] += first
    messages.push(...more)
  }
  return messages
}

const pairs = names.flatMap((from) => names.map((to) => [from, to] as const))

test.each(pairs)('from %s to %s each change is marked, and has a declared reason', (from, to) => {
  let count = 0
  for (const audience of ['one', 'everyone'] as const) {
    for (const text of texts) {
      const found = passage(named(from), named(to), text, audience)
      if (found === undefined) continue
      const segments = segmentsOf(found)
      expect([before(segments), after(segments)]).toEqual([found.sent, found.heard])
      const bare = segments.filter((one) => one.kind === 'changed' && one.reasons.length === 0)
      expect([text, bare]).toEqual([text, []])
      count += 1
    }
  }
  expect(count).toBeGreaterThan(10)
})

test.each([
  ['llp', 'vu', 'a\nb', 'U+000A became the end of a message', 'vu 6.2'],
  ['vu', 'llp', 'so XOXOXO', 'U+200B is put in before “XOXOXO”', 'llp 4.3'],
  ['vu', 'llp', 'OK - no', 'U+200B is put in before “OK”', 'llp 4.3'],
  ['vu', 'ghostr', 'a\u0007b', 'U+0007 became U+FFFD', 'vu 6.4'],
  ['llp', 'ghostr', 'a\u0007b', 'U+0007 became U+FFFD', 'llp 4.3'],
  ['ghostr', 'llp', 'a\rb', 'U+000D became U+000A', 'ghostr 5.3'],
  ['ghostr', 'toom', 'a\rb', 'U+000D became “ / ”', 'ghostr 5.3, toom 4.1'],
  ['ktn', 'llp', 'hi', '“@bob ” is left out', 'ktn 5.2'],
  [
    'ktn',
    'ktn',
    'hi',
    '“@bob ” is left out; “(private) ” is put in before “hi”',
    'ktn 5.2; ktn 5.2',
  ],
  ['ktn', 'llp', 'hi  ', '“@bob ” is left out; U+0020 U+0020 is left out', 'ktn 5.2; ktn 3.6'],
  ['toom', 'llp', 'hi', '“@bob ” is left out', 'toom 4.2'],
  ['llp', 'vu', '', 'U+0020 is put in', 'vu 3.7'],
  ['llp', 'ktn', '', '“(private) ” is put in', 'ktn 5.2'],
  ['vu', 'toom', 'x'.repeat(2000), 'the text is cut', 'toom 4.5'],
  ['vu', 'ghostr-text', 'a:b', '“:” became U+2236', 'ghostr-text 1.4'],
])('%s to %s, %j: %s (%s)', (from, to, text, words, rules) => {
  const found = passage(named(from), named(to), text, 'one')
  const notes = notesOf(found === undefined ? [] : segmentsOf(found))
  expect(notes.map((note) => note.words).join('; ')).toBe(words)
  const reasons = notes.map((note) => note.reasons.map(({ dialect, rule }) => `${dialect} ${rule}`))
  expect(reasons.map((one) => one.join(', ')).join('; ')).toBe(rules)
})

test('a text whose end is missing is cut off there, by the rule of its length', () => {
  const found = passage(named('vu'), named('toom'), 'x'.repeat(2000), 'one')
  if (found === undefined) throw new Error('not said')
  const segments = segmentsOf({ ...found, heard: ['x'.repeat(1400)] })
  expect(segments.map(({ kind }) => kind)).toEqual(['same', 'changed'])
  expect(notesOf(segments).map(({ reasons }) => reasons.map(({ rule }) => rule))).toEqual([['4.5']])
})

test.each([
  ['vu', 'ghostr', 'a\u0007b', 'vu replaces control characters by U+FFFD'],
  ['ghostr', 'llp', 'a\rb', 'ghostr takes every line break for \\n'],
  [
    'llp',
    'vu',
    'a\nb',
    'vu ends a message at a newline, so each line arrives as a message of its own',
  ],
  ['ktn', 'llp', 'hi  ', 'ktn drops blanks at the end of what is said'],
])('%s to %s, %j: a sentence for this change alone', (from, to, text, words) => {
  const found = passage(named(from), named(to), text, 'one')
  const notes = notesOf(found === undefined ? [] : segmentsOf(found))
  expect(notes.at(-1)?.reasons.map(({ how }) => how)).toEqual([words])
})

test.each(pairs)('from %s to %s each change has a sentence of its own', (from, to) => {
  for (const audience of ['one', 'everyone'] as const) {
    for (const text of texts) {
      const found = passage(named(from), named(to), text, audience)
      if (found === undefined) continue
      const notes = notesOf(segmentsOf(found))
      const whole = notes.flatMap(({ reasons }) => reasons.filter(({ how }) => how.includes(': ')))
      expect([text, whole.filter(({ dialect }) => dialect !== 'ghostr-text')]).toEqual([text, []])
    }
  }
})

test('a reason is said once for all changes that have it', () => {
  const found = passage(named('ktn'), named('ghostr'), 'a\u0007b\u001bc\u0000d', 'everyone')
  const groups = groupsOf(notesOf(found === undefined ? [] : segmentsOf(found)))
  expect(groups.map(({ notes }) => notes.map(({ words }) => words))).toEqual([
    ['U+0007 became U+FFFD', 'U+001B became U+FFFD', 'U+0000 became U+FFFD'],
  ])
  expect(groups[0]?.reasons.map(({ rule }) => rule)).toEqual(['6.4'])
})
