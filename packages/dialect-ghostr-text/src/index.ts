/**
 * The older text form of ghostr: `KEY: value;;` fields with nothing between them. README.md is its
 * specification; the numbers in comments are its sections. A good order to read the code in: frames,
 * parser, serializer, session.
 *
 * @example
 * const options = dialect.options.parse({ attempts: 5 })
 * const splitter = dialect.splitter(options)
 * splitter.push(new TextEncoder().encode('TYPE: LOGON;;WHO: hans;;TYPE: AU'))
 * splitter.next(4096) // { kind: 'LOGON', who: 'hans' }
 * splitter.next(4096) // NEED_MORE
 */
import type { Dialect } from '@parley/contract'
import { annotate } from './annotate.ts'
import { bounds } from './bounds.ts'
import { carries } from './capabilities.ts'
import { client } from './client.ts'
import type { Reply, Request } from './frames.ts'
import { MOST_REQUEST, type Options, optionNotes, options } from './options.ts'
import { requestSplitter } from './parser.ts'
import { rules, sections } from './rules.ts'
import { sentText } from './sent-text.ts'
import { serve } from './session.ts'
import { terminal } from './terminal/terminal.ts'

/** The time for logging in, in milliseconds: people type only what a program sends (2.5). */
const LOGIN_TIME = 10 * 60 * 1000

export const dialect: Dialect<Request, Reply, Options> = {
  name: 'ghostr-text',
  defaultPort: 3332,
  shape: 'TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: text;;: fields, nothing between them',
  looks: { client: /^\s*TYPE: [A-Z]+;;/, server: /^\s*TYPE: [A-Z]+;;/ },
  options,
  optionNotes,
  rules,
  sections,
  carries,
  wire: ({ pace }) => ({ pace, maxFrame: MOST_REQUEST, loginTime: LOGIN_TIME, presence: true }),
  bounds,
  splitter: ({ strict }) => requestSplitter(strict),
  serve,
  annotate,
  sentText,
  dissector: async () => (await import('./dissector.ts')).dissector,
  client,
  terminal,
  checking: async () => (await import('./checking/index.ts')).checking,
}
