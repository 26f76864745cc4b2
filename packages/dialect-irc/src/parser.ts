/**
 * Lines into messages:
 *
 *     line    = [ "@" tags 1*SP ] [ ":" source 1*SP ] command *( 1*SP middle ) [ 1*SP ":" trailing ]
 *     tags    = tag *( ";" tag )                ; tag = key [ "=" value ]
 *     command = 1*letter / 3digit
 *     middle  = 1*( any byte but NUL, CR, LF and SP ), not beginning with ":"
 */

import type { Splitter } from '@parley/contract'
import { decodeUtf8, type LineFault, LineSplitter, mapped, NOT_UTF8 } from '@parley/framing'
import type { Message, Reply, Request, Tags } from './frames.ts'
import { MOST_TAGS, type Options } from './options.ts'

/** RFC 1459, 2.3: the last one has all that is left. */
const MOST_PARAMS = 15

/** The end of a line, which counts in its length (1.2). */
const LINE_END = 2

const SPACE = 32

const TOO_LONG: Request = { kind: 'too-long' }
const BLANK: Request = { kind: 'blank' }
const NO_TAGS: Tags = new Map()

/** The longest line of a client, with its tags and without its end, in bytes. */
export function longestFrame({ maxLine }: Options): number {
  return maxLine - LINE_END + MOST_TAGS
}

/** Lines as bytes, one a character: their length is that on the wire. */
const asBytes = (bytes: string) => bytes

/** A client’s lines (1.1 to 1.4). */
export function requestSplitter({ maxLine }: Options): Splitter<Request> {
  return mapped(new LineSplitter(asBytes), (line) => parseRequest(line, maxLine))
}

/** A server’s lines; whatever their length. */
export function replySplitter(): Splitter<Reply> {
  return mapped(new LineSplitter(asBytes), parseReply)
}

/** `line`: one byte a character. */
function parseRequest(line: string | LineFault, maxLine: number): Request {
  if (typeof line !== 'string') return TOO_LONG
  const tags = line.startsWith('@') ? spacesAfter(line, wordEnd(line, 0)) : 0
  if (tags > MOST_TAGS || line.length - tags > maxLine - LINE_END) return TOO_LONG
  const text = decoded(line)
  return parseMessage(text) ?? BLANK
}

function parseReply(line: string | LineFault): Reply {
  if (typeof line !== 'string') return { kind: 'nonsense', line: `(${line.fault})` }
  const text = decoded(line)
  return parseMessage(text) ?? { kind: 'nonsense', line: text }
}

/** 1.4: what is not UTF-8 is Latin-1, which is what the string then already is. */
function decoded(bytes: string): string {
  const text = decodeUtf8(bytes)
  return text === NOT_UTF8 ? bytes : text
}

/** Undefined where the line has no command. */
function parseMessage(line: string): Message | undefined {
  let at = 0
  let tags = NO_TAGS
  if (line.startsWith('@')) {
    const end = wordEnd(line, 0)
    tags = parseTags(line.slice(1, end))
    at = end
  }
  at = spacesAfter(line, at)
  let source: string | undefined
  if (line[at] === ':') {
    const end = wordEnd(line, at)
    source = line.slice(at + 1, end)
    at = spacesAfter(line, end)
  }
  const end = wordEnd(line, at)
  if (end === at) return undefined
  const command = line.slice(at, end).toUpperCase()
  const params = parseParams(line, end)
  return { kind: 'message', tags, ...(source !== undefined && { source }), command, params }
}

function parseParams(line: string, from: number): readonly string[] {
  const params: string[] = []
  for (let at = spacesAfter(line, from); at < line.length; ) {
    if (line[at] === ':') return [...params, line.slice(at + 1)]
    if (params.length === MOST_PARAMS - 1) return [...params, line.slice(at)]
    const end = wordEnd(line, at)
    params.push(line.slice(at, end))
    at = spacesAfter(line, end)
  }
  return params
}

function parseTags(text: string): Tags {
  const tags = new Map<string, string>()
  for (const tag of text.split(';')) {
    const equals = tag.indexOf('=')
    const key = equals < 0 ? tag : tag.slice(0, equals)
    if (key !== '') tags.set(key, equals < 0 ? '' : unescaped(tag.slice(equals + 1)))
  }
  return tags
}

const escapes: Readonly<Record<string, string>> = { ':': ';', s: ' ', r: '\r', n: '\n' }

function unescaped(value: string): string {
  return value.replace(/\\(.?)/gs, (_, next: string) => escapes[next] ?? next)
}

/** Where the word ends that begins at `from`. */
function wordEnd(line: string, from: number): number {
  const space = line.indexOf(' ', from)
  return space < 0 ? line.length : space
}

/** The index of the first character from `from` on that is not a space. */
function spacesAfter(line: string, from: number): number {
  let at = from
  while (line.charCodeAt(at) === SPACE) at += 1
  return at
}
