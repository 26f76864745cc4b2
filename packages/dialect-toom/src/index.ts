/**
 * The message board of UNSW's course COMP3331 (21T1): pickled dictionaries, one reply to each
 * request, and files in datagrams from client to client. README.md is its specification; the numbers
 * in comments are its sections. A good order to read the code in: frames, parser, serializer,
 * session, terminal.
 *
 * @example
 * const options = dialect.options.parse({})
 * const splitter = dialect.splitter(options)
 * splitter.push(Buffer.from('80037d2858040000007479706558030000004f55545804000000626f647958', 'hex'))
 * splitter.next(4096) // NEED_MORE
 * splitter.push(Buffer.from('00000000752e', 'hex'))
 * splitter.next(4096) // { kind: 'out' }
 */
import type { Dialect } from '@parley/contract'
import { mapped, PickleSplitter } from '@parley/framing'
import { annotate } from './annotate.ts'
import { bounds } from './bounds.ts'
import { carries } from './capabilities.ts'
import { client } from './client.ts'
import { calls } from './file-transfer.ts'
import type { Reply, Request } from './frames.ts'
import { journal } from './log-files.ts'
import { MOST_PICKLE, type Options, optionNotes, options } from './options.ts'
import { parseExtended, parseOriginal, TOO_LONG } from './parser.ts'
import { rules, sections } from './rules.ts'
import { sentText } from './sent-text.ts'
import { serve } from './session.ts'
import { terminal } from './terminal/terminal.ts'

/** Time to log in while a person types a password, in milliseconds. */
const LOGIN_TIME = 10 * 60_000

export const dialect: Dialect<Request, Reply, Options> = {
  name: 'toom',
  defaultPort: 12_000,
  shape: "{'type': 'MSG', 'body': 'text'}, pickled: one reply to each request",
  looks: {
    client: /^(?:\x80[\x02-\x05]|\}q\x00\(|\(dp0\n)[\s\S]*type[\s\S]*(?:LOGIN|UDP_PORT)/,
    server: /^(?:\x80[\x02-\x05]|\}q\x00\(|\(dp0\n)[\s\S]*type[\s\S]*connected to server/,
  },
  options,
  optionNotes,
  rules,
  sections,
  carries,
  wire: ({ pace }) => ({ pace, maxFrame: MOST_PICKLE, loginTime: LOGIN_TIME, pulls: true }),
  bounds,
  splitter: ({ strict }) => {
    return mapped(new PickleSplitter(TOO_LONG), strict ? parseOriginal : parseExtended)
  },
  serve,
  annotate,
  sentText,
  dissector: async () => (await import('./dissector.ts')).dissector,
  calls,
  journal,
  client,
  terminal,
  checking: async () => (await import('./checking/index.ts')).checking,
}
