/**
 * Lines into frames. What a client says:
 *
 *     request = hello / list / send / who          ; who: not with strict
 *     hello   = "HELLO-FROM" [ SP name *SP ]
 *     list    = "LIST"
 *     who     = "WHO"
 *     send    = "SEND" 1*SP target SP body         ; target "*": everyone, not with strict
 *     target  = 1*( any character but SP )
 *     body    = any characters, one of them no SP
 *
 * What a server says, with "_" for any "-" of its first word:
 *
 *     reply   = "HELLO" SP name
 *             / ( "LIST-OK" / "WHO-OK" ) SP name *( "," name )
 *             / "SEND-OK" / "DELIVERY" SP name SP body
 *             / "IN-USE" / "BUSY" / "BAD-RQST-BODY" / "BAD-RQST-HDR" / "BAD-DEST-USER" / "UNKNOWN"
 */
import type { LineFault } from '@parley/framing'
import type { RefusalWord, Reply, Request } from './frames.ts'

const SPACE = 32

const LIST: Request = { kind: 'list' }
const BAD_BODY: Request = { kind: 'bad-body' }
const BAD_HEADER: Request = { kind: 'bad-header' }
const UNREADABLE: Request = { kind: 'unreadable' }
const WHO: Request = { kind: 'who' }

/** A client's line as a `strict` listener reads it: sections 1 to 3. */
export function parseOriginal(line: string | LineFault): Request {
  if (typeof line !== 'string') return UNREADABLE
  const end = wordEnd(line)
  switch (line.slice(0, end)) {
    case 'SEND':
      return parseSend(line, end)
    case 'LIST':
      return end === line.length ? LIST : BAD_BODY
    case 'HELLO-FROM':
      return { kind: 'hello', name: line.slice(end + 1, spacesBefore(line, line.length)) }
    default:
      return BAD_HEADER
  }
}

/** A client's line as other listeners read it: with `WHO` (5.3) and `SEND *` (6.1). */
export function parseExtended(line: string | LineFault): Request {
  const request = parseOriginal(line)
  if (request.kind === 'send') {
    return request.to === '*' ? { kind: 'speak', text: request.text } : request
  }
  if (request !== BAD_HEADER || typeof line !== 'string') return request
  if (line === 'WHO') return WHO
  return line.startsWith('WHO ') ? BAD_BODY : BAD_HEADER
}

/** `at`: the end of the verb. The body begins after the one space behind the name (3.4). */
function parseSend(line: string, at: number): Request {
  const name = spacesAfter(line, at)
  const end = line.indexOf(' ', name)
  if (end < 0 || spacesAfter(line, end) === line.length) return BAD_BODY
  return { kind: 'send', to: line.slice(name, end), text: line.slice(end + 1) }
}

const refusals: ReadonlyMap<string, RefusalWord> = new Map(
  (['IN-USE', 'BUSY', 'BAD-RQST-BODY', 'BAD-RQST-HDR', 'BAD-DEST-USER', 'UNKNOWN'] as const).map(
    (word) => [word, word],
  ),
)

/** A server's line, read leniently (5.2). */
export function parseReply(line: string | LineFault): Reply {
  if (typeof line !== 'string') return { kind: 'nonsense', line: `(${line.fault})` }
  const end = wordEnd(line)
  const word = line.slice(0, end).replaceAll('_', '-')
  switch (word) {
    case 'DELIVERY':
      return parseDelivery(line, end + 1)
    case 'SEND-OK':
      return { kind: 'sent', line }
    case 'LIST-OK':
    case 'WHO-OK':
      return { kind: 'names', names: parseNames(line.slice(end + 1)), line }
    case 'HELLO':
      return { kind: 'hello', name: line.slice(end + 1), line }
    default: {
      const refusal = refusals.get(word)
      return refusal === undefined
        ? { kind: 'nonsense', line }
        : { kind: 'refusal', word: refusal, line }
    }
  }
}

/** `at`: the start of the sender's name. */
function parseDelivery(line: string, at: number): Reply {
  const end = line.indexOf(' ', at)
  const from = line.slice(at, end < 0 ? line.length : end)
  if (from === '') return { kind: 'nonsense', line }
  return { kind: 'delivery', from, text: end < 0 ? '' : line.slice(end + 1) }
}

function parseNames(list: string): readonly string[] {
  const names = list.split(',').map((name) => name.trim())
  return names.filter((name) => name !== '')
}

function wordEnd(line: string): number {
  const space = line.indexOf(' ')
  return space < 0 ? line.length : space
}

/** The index of the first character from `at` on that is not a space. */
function spacesAfter(line: string, at: number): number {
  let index = at
  while (line.charCodeAt(index) === SPACE) index += 1
  return index
}

/** The index after the last character before `at` that is not a space. */
function spacesBefore(line: string, at: number): number {
  let index = at
  while (index > 0 && line.charCodeAt(index - 1) === SPACE) index -= 1
  return index
}
