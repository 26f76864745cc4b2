/**
 * The Love Letter Protocol, made to be typed in telnet: commands are lines, a message is any number
 * of lines closed by `XOXOXO`. README.md is its specification; the numbers in comments are its
 * sections. A good order to read the code in: frames, parser, serializer, message-body, session.
 *
 * @example
 * const splitter = dialect.splitter(dialect.options.parse({}))
 * splitter.push(new TextEncoder().encode('LOGIN olivia\r\nMESS'))
 * splitter.next(4096) // 'LOGIN olivia'
 * splitter.next(4096) // NEED_MORE
 */
import type { Dialect } from '@parley/contract'
import { annotate } from './annotate.ts'
import { bounds } from './bounds.ts'
import { carries } from './capabilities.ts'
import { client } from './client.ts'
import type { Reply, Request } from './frames.ts'
import { type Options, optionNotes, options } from './options.ts'
import { requestSplitter } from './parser.ts'
import { rules, sections } from './rules.ts'
import { sentText } from './sent-text.ts'
import { serve } from './session.ts'
import { terminal } from './terminal/terminal.ts'

export const dialect: Dialect<Request, Reply, Options> = {
  name: 'llp',
  defaultPort: 8888,
  shape: 'LOGIN olivia, MESSAGE bob, any lines, XOXOXO',
  looks: { client: /^(?:\xff[\s\S]*)?(?:LOGIN|MESSAGE) /, server: /^> (?:OK|ERROR) - / },
  options,
  optionNotes,
  rules,
  sections,
  carries,
  wire: ({ maxLine, pace }) => ({ pace, maxFrame: maxLine, loginTime: 0 }),
  bounds,
  splitter: requestSplitter,
  serve,
  annotate,
  sentText,
  hasSecrets: false,
  dissector: async () => (await import('./dissector.ts')).dissector,
  client,
  terminal,
  checking: async () => (await import('./checking/index.ts')).checking,
}
