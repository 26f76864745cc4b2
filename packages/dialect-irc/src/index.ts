/**
 * IRC: a subset of RFC 1459, RFC 2812 and IRCv3, for clients that there are. README.md is its
 * specification; the numbers in comments are its sections. A good order to read the code in: frames,
 * parser, numerics, serializer, commands, session.
 *
 * @example
 * const splitter = dialect.splitter(dialect.options.parse({}))
 * splitter.push(new TextEncoder().encode('NICK alice\r\nUSER al'))
 * splitter.next(4096) // { kind: 'message', tags: Map {}, command: 'NICK', params: ['alice'] }
 * splitter.next(4096) // NEED_MORE
 */
import type { Dialect } from '@parley/contract'
import { annotate } from './annotate.ts'
import { bounds } from './bounds.ts'
import { carries } from './capabilities.ts'
import { client } from './client.ts'
import type { Reply, Request } from './frames.ts'
import { type Options, optionNotes, options } from './options.ts'
import { longestFrame, requestSplitter } from './parser.ts'
import { rules, sections } from './rules.ts'
import { sentText } from './sent-text.ts'
import { serve } from './session.ts'
import { terminal } from './terminal/terminal.ts'

/** The time allowed for the registration, in milliseconds. */
const LOGIN_TIME = 60_000

export const dialect: Dialect<Request, Reply, Options> = {
  name: 'irc',
  defaultPort: 6667,
  shape: 'NICK alice, PRIVMSG #parley :hello: one line a message',
  looks: {
    client: /^(?:CAP (?:LS|REQ|END)|PASS \S|NICK \S|USER \S+ \S+ \S+ )/,
    server: /^(?:@\S+ )?(?::\S+ (?:\d{3}|NOTICE|CAP) |PING :|ERROR :)/,
  },
  options,
  optionNotes,
  rules,
  sections,
  carries,
  wire: (chosen) => ({
    pace: 0,
    maxFrame: longestFrame(chosen),
    loginTime: LOGIN_TIME,
    presence: true,
  }),
  bounds,
  splitter: requestSplitter,
  serve,
  annotate,
  sentText,
  dissector: async () => (await import('./dissector.ts')).dissector,
  client,
  terminal,
  checking: async () => (await import('./checking/index.ts')).checking,
}
