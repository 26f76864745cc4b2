import * as z from 'zod'
import { LOBBY, MOST_NICK } from './names.ts'

/** What a client may send before a line as tags, in bytes, with `@` and the blank behind them (1.3). */
export const MOST_TAGS = 4096

/** 24 days, in seconds: a host’s timers wait no longer. */
const LONGEST = 24 * 24 * 60 * 60

/** What a listener for this dialect can be set to; README.md, "Options". */
export const options = z
  .strictObject({
    maxLine: z.number().int().min(512).max(16_384).default(512),
    pingTime: z.number().int().min(1).max(LONGEST).default(120),
    pingWait: z.number().int().min(1).max(LONGEST).default(60),
    network: z
      .string()
      .regex(/^[\w.-]{1,32}$/, { error: 'expected 1 to 32 letters, digits, dots, _ or -' })
      .default('Parley'),
    history: z.number().int().min(0).max(1000).default(20),
    autojoin: z.boolean().default(false),
    blocked: z.enum(['531', '401']).default('531'),
    register: z.enum(['open', 'closed']).default('open'),
    strict: z.boolean().default(false),
  })
  .readonly()

export type Options = z.infer<typeof options>

export const optionNotes = {
  maxLine: 'the longest line with its \\r\\n, without tags, in bytes; 512 to 16384 (512)',
  pingTime: 'how long a client may be silent before it gets a PING, in seconds (120)',
  pingWait: 'how long its answer may take before the connection is closed, in seconds (60)',
  network: 'the name of the network, 1 to 32 letters, digits, dots, _ or - (Parley)',
  history: 'how many earlier messages a JOIN tells, 0 to 1000 (20)',
  autojoin: 'a client is in #parley once it is registered, without a JOIN (false)',
  blocked: 'what a sender is answered whom the recipient has blocked: 531 or 401 (531)',
  register: 'a new name with a password gets an account: open = at once, closed = never (open)',
  strict: 'behaves as RFC 2812: no capabilities, no history, texts as they are (false)',
} satisfies Readonly<Record<keyof Options, string>>

/** What `\r\n`, `PRIVMSG`, blanks and a colon take of a line. */
const AROUND_TEXT = 'PRIVMSG  :\r\n'.length

/**
 * The longest text that this package's client says, in bytes: to one, whatever the nickname; to everyone,
 * what the name of the channel leaves.
 */
export function longestText({ maxLine }: Options, to: 'one' | 'everyone'): number {
  return maxLine - AROUND_TEXT - (to === 'one' ? MOST_NICK : LOBBY.length)
}
