/**
 * The chat of an assignment of UNSW’s course COMP3331 (2021): JSON objects that say under `action`
 * what they are, with nothing between them; passwords, blocks, messages that wait for whoever is
 * away, and chats from client to client. README.md is its specification; the numbers in comments
 * are its sections. A good order to read the code in: frames, parser, serializer, session.
 *
 * @example
 * const options = dialect.options.parse({ timeout: 120 })
 * const splitter = dialect.splitter(options)
 * splitter.push(new TextEncoder().encode('{"action": "whoelse"}{"action": "block", "us'))
 * splitter.next(4096) // { kind: 'whoelse' }
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
import { requestParser } from './parser.ts'
import { rules, sections } from './rules.ts'
import { sentText } from './sent-text.ts'
import { serve } from './session.ts'
import { calls } from './stand-in-call.ts'
import { terminal } from './terminal/terminal.ts'

/** What a request may have (1.2). */
const LIMITS = { bytes: MOST_REQUEST, depth: DEEPEST } as const

/** The time allowed for logging in: a program is talking, not a person. In milliseconds. */
const LOGIN_TIME = 10 * 60 * 1000

export const dialect: Dialect<Request, Reply, Options> = {
  name: 'ghostr',
  defaultPort: 3331,
  shape: '{"action": "message", "message": "text", "user": "bob"}: JSON objects, nothing between',
  looks: {
    client: /^\s*\{\s*"action"\s*:\s*"login"\s*,\s*"(username|password|private_port)"/,
    server: /^\s*\{\s*"action"/,
  },
  options,
  optionNotes,
  rules,
  sections,
  carries,
  wire: ({ pace }) => ({ pace, maxFrame: LIMITS.bytes, loginTime: LOGIN_TIME, presence: true }),
  bounds,
  splitter: (settings) => mapped(new JsonSplitter(LIMITS), requestParser(settings)),
  serve,
  annotate,
  sentText,
  dissector: async () => (await import('./dissector.ts')).dissector,
  calls,
  client,
  terminal,
  checking: async () => (await import('./checking/index.ts')).checking,
}
