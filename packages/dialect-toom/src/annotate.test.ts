import { Buffer } from 'node:buffer'
import { partsText } from '@parley/conformance'
import { annotate } from './annotate.ts'

/** A pickle of protocol 3 as Python writes it, without a memo. */
function pickled(entries: Readonly<Record<string, string>>): Buffer {
  const strings = Object.entries(entries).flatMap((pair) => pair.map(text))
  return Buffer.concat([Buffer.from('80037d28', 'hex'), ...strings, Buffer.from('u.')])
}

function text(value: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(Buffer.byteLength(value))
  return Buffer.concat([Buffer.from('X'), length, Buffer.from(value)])
}

/** The parts that are no plain fields. */
function named(frame: Uint8Array, sentBy: 'client' | 'server' = 'client'): string {
  const parts = annotate(frame, sentBy).filter(({ role }) => role !== 'field')
  return partsText(frame, parts)
}

test.each([
  [{ type: 'LOGIN', body: 'jess fal con' }, 'verb(LOGIN) name(jess) secret(fal con) terminator(.)'],
  [{ body: 'jess falcon', type: 'LOGIN' }, 'name(jess) secret(falcon) verb(LOGIN) terminator(.)'],
  [{ type: 'MSG', body: 'hi all' }, 'verb(MSG) body(hi all) terminator(.)'],
  [{ type: 'ATU', body: '' }, 'verb(ATU) terminator(.)'],
])('a client: %j', (entries, shown) => {
  expect(named(pickled(entries))).toBe(shown)
})

test('a password that has come by half', () => {
  const frame = pickled({ type: 'LOGIN', body: 'jess falcon' })
  expect(named(frame.subarray(0, frame.length - 6))).toBe('verb(LOGIN) name(jess) secret(fa)')
})

test('a text that Python remembers and uses again is what it was used for last', () => {
  const hex =
    '8004951e000000000000007d94288c047479706594' +
    '8c034d534794' +
    '8c04626f647994' +
    '680275' +
    '2e'
  expect(named(Buffer.from(hex, 'hex'))).toBe('body(MSG) terminator(.)')
})

test('a text of protocol 0', () => {
  const frame = Buffer.from('(dp0\nVtype\np1\nVLOGIN\np2\nsVbody\np3\nVjess falcon\np4\ns.')
  expect(named(frame)).toBe('verb(LOGIN) name(jess) secret(falcon) terminator(.)')
})

test('a server’s reply', () => {
  const frame = pickled({ type: 'RDM', body: '#1, jess: "hi"' })
  expect(named(frame, 'server')).toBe('verb(RDM) body(#1, jess: "hi") terminator(.)')
})
