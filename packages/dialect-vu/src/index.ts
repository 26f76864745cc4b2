/**
 * The chat protocol of VU Amsterdam's Computer Networks lab: `HELLO-FROM`, `SEND`, `LIST`, every
 * message one line of UTF-8. README.md is its specification; the numbers in comments are its
 * sections. A good order to read the code in: frames, parser, serializer, session.
 *
 * @example
 * const options = dialect.options.parse({ maxUsers: 16 })
 * const splitter = dialect.splitter(options)
 * splitter.push(new TextEncoder().encode('HELLO-FROM alice\nSEND bob hel'))
 * splitter.next(4096) // { kind: 'hello', name: 'alice' }
 * splitter.next(4096) // NEED_MORE
 */
import type { Dialect } from '@parley/contract'
import { LineSplitter, mapped } from '@parley/framing'
import { annotate } from './annotate.ts'
import { bounds } from './bounds.ts'
import { carries } from './capabilities.ts'
import { client } from './client.ts'
import type { Reply, Request } from './frames.ts'
import { type Options, optionNotes, options } from './options.ts'
import { parseExtended, parseOriginal } from './parser.ts'
import { rules, sections } from './rules.ts'
import { sentText } from './sent-text.ts'
import { serve } from './session.ts'
import { terminal } from './terminal/terminal.ts'
import { datagrams } from './unreliable/side.ts'

export const dialect: Dialect<Request, Reply, Options> = {
  name: 'vu',
  defaultPort: 5378,
  shape: 'HELLO-FROM alice, SEND bob text, LIST: one line a message',
  looks: {
    client: /^HELLO-FROM /,
    server:
      /^(?:HELLO [^\s{]+|IN-USE|BUSY|BAD-RQST-(?:HDR|BODY)|SEND-OK|DELIVERY \S+ .*|LIST-OK .*)\n/,
  },
  options,
  optionNotes,
  rules,
  sections,
  carries,
  wire: ({ maxLine, pace }) => ({ pace, maxFrame: maxLine, loginTime: 0 }),
  bounds,
  splitter: ({ strict }) => mapped(new LineSplitter(), strict ? parseOriginal : parseExtended),
  serve,
  datagrams,
  annotate,
  sentText,
  hasSecrets: false,
  dissector: async () => (await import('./dissector.ts')).dissector,
  client,
  terminal,
  checking: async () => (await import('./checking/index.ts')).checking,
}
