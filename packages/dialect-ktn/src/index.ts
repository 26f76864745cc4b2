/**
 * The JSON chat of NTNU's course TTM4100: requests and responses are JSON objects with nothing
 * between them. README.md is its specification; the numbers in comments are its sections. A good
 * order to read the code in: frames, parser, serializer, session.
 *
 * @example
 * const options = dialect.options.parse({ terminator: 'lf' })
 * const splitter = dialect.splitter(options)
 * splitter.push(new TextEncoder().encode('{"request":"login","content":"alice"}{"reque'))
 * splitter.next(4096) // { kind: 'login', name: 'alice' }
 * splitter.next(4096) // NEED_MORE
 */
import type { Dialect } from '@parley/contract'
import { JsonSplitter, mapped } from '@parley/framing'
import { annotate } from './annotate.ts'
import { bounds } from './bounds.ts'
import { carries } from './capabilities.ts'
import { client } from './client.ts'
import type { Reply, Request } from './frames.ts'
import { DEEPEST, MOST_REQUEST, type Options, optionNotes, options } from './options.ts'
import { parseExtended, parseOriginal } from './parser.ts'
import { rules, sections } from './rules.ts'
import { sentText } from './sent-text.ts'
import { serve } from './session.ts'
import { terminal } from './terminal/terminal.ts'

/** Limits of a request (1.2). */
const LIMITS = { bytes: MOST_REQUEST, depth: DEEPEST } as const

export const dialect: Dialect<Request, Reply, Options> = {
  name: 'ktn',
  defaultPort: 9998,
  shape: '{"request": "msg", "content": "text"}: JSON objects, nothing between them',
  looks: {
    client: /^\s*\{\s*"(?:request|content)"\s*:/i,
    server: /^\s*\{(?=[^}]*"(?:timestamp|response)"\s*:)/i,
  },
  options,
  optionNotes,
  rules,
  sections,
  carries,
  wire: ({ pace }) => ({ pace, maxFrame: LIMITS.bytes, loginTime: 0, presence: true }),
  bounds,
  splitter: ({ strict }) => {
    return mapped(new JsonSplitter(LIMITS), strict ? parseOriginal : parseExtended)
  },
  serve,
  annotate,
  sentText,
  hasSecrets: false,
  dissector: async () => (await import('./dissector.ts')).dissector,
  client,
  terminal,
  checking: async () => (await import('./checking/index.ts')).checking,
}
