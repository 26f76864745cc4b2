/** Pickles of two short strings as Python 3.11 writes them, for each protocol. */
import { Buffer } from 'node:buffer'

export type Protocol = 0 | 1 | 2 | 3 | 4 | 5

const utf8 = (text: string) => Buffer.from(text, 'utf8')

function u32(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(number)
  return bytes
}

/** `V`: escapes all but Latin-1. For texts without backslashes and line ends. */
function lineString(text: string): Buffer {
  const escaped = text.replace(/[^\x00-\xff]/gu, (letter) => {
    const number = (letter.codePointAt(0) ?? 0).toString(16)
    return number.length > 4 ? `\\U${number.padStart(8, '0')}` : `\\u${number.padStart(4, '0')}`
  })
  return Buffer.from(`V${escaped}\n`, 'latin1')
}

/** `X`, and its length in four bytes. */
function longString(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('X'), u32(bytes.length), bytes])
}

/** `8c`, and its length in one byte if that is enough. */
function shortString(text: string): Buffer {
  const bytes = utf8(text)
  return bytes.length > 255
    ? longString(bytes)
    : Buffer.concat([Buffer.of(0x8c, bytes.length), bytes])
}

function framed(protocol: Protocol, steps: Buffer): Buffer {
  const length = Buffer.concat([u32(steps.length), u32(0)])
  return Buffer.concat([Buffer.of(0x80, protocol, 0x95), length, steps])
}

function asLines(type: string, body: string): Buffer {
  const put = (at: number) => Buffer.from(`p${at}\n`)
  return Buffer.concat([
    Buffer.from('(dp0\n'),
    ...[lineString('type'), put(1), lineString(type), put(2), Buffer.from('s')],
    ...[lineString('body'), put(3), lineString(body), put(4), Buffer.from('s.')],
  ])
}

function withPuts(type: string, body: string): Buffer {
  const strings = ['type', type, 'body', body].flatMap((text, at) => {
    return [longString(utf8(text)), Buffer.of(0x71, at + 1)]
  })
  return Buffer.concat([Buffer.from('}q\0('), ...strings, Buffer.from('u.')])
}

function memoized(type: string, body: string): Buffer {
  const strings = ['type', type, 'body', body].flatMap((text) => {
    return [shortString(text), Buffer.of(0x94)]
  })
  return Buffer.concat([Buffer.from('}\x94(', 'latin1'), ...strings, Buffer.from('u.')])
}

/** What `pickle.dumps({'type': type, 'body': body}, protocol)` gives. */
export function dumped(protocol: Protocol, type: string, body: string): Uint8Array {
  switch (protocol) {
    case 0:
      return asLines(type, body)
    case 1:
      return withPuts(type, body)
    case 2:
    case 3:
      return Buffer.concat([Buffer.of(0x80, protocol), withPuts(type, body)])
    case 4:
    case 5:
      return framed(protocol, memoized(type, body))
  }
}

/** An empty typed line: its second empty string is read from the memo. */
export const EMPTY_LINE: Uint8Array = framed(
  4,
  Buffer.concat([
    Buffer.from('}\x94(\x8c\x04type\x94\x8c\x00\x94\x8c\x04body\x94h\x02u.', 'latin1'),
  ]),
)

/**
 * The value under `key` is a call of `operator.concat` with two texts: harmless, and visible if
 * the reader runs it.
 */
export function calling(
  key: 'type' | 'body',
  halves: readonly [string, string],
  other: string,
): Uint8Array {
  const call = Buffer.concat([
    Buffer.from('coperator\nconcat\n'),
    ...halves.map((half) => longString(utf8(half))),
    Buffer.of(0x86, 0x52),
  ])
  const plain = longString(utf8(other))
  const [type, body] = key === 'type' ? [call, plain] : [plain, call]
  const entries = [longString(utf8('type')), type, longString(utf8('body')), body]
  return Buffer.concat([Buffer.of(0x80, 3), Buffer.from('}('), ...entries, Buffer.from('u.')])
}

/** A list as the value under `body`. */
export function listing(type: string): Uint8Array {
  const entries = ['type', type, 'body'].map((text) => longString(utf8(text)))
  return Buffer.concat([Buffer.of(0x80, 3), Buffer.from('}('), ...entries, Buffer.from(']u.')])
}

/** A string whose bytes are not UTF-8. */
export function notText(type: string): Uint8Array {
  const entries = ['type', type, 'body'].map((text) => longString(utf8(text)))
  const wrong = longString(Buffer.of(0x68, 0xff, 0xfe, 0x69))
  return Buffer.concat([
    Buffer.of(0x80, 3),
    Buffer.from('}('),
    ...entries,
    wrong,
    Buffer.from('u.'),
  ])
}
