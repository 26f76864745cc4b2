import * as z from 'zod'

/** The least `maxObject` that still holds two users of 64 ASCII characters and some text. */
const LEAST_OBJECT = 200

/** The most that an unfinished message may have, in bytes (1.5). */
export const MOST_REQUEST = 64 * 1024

/** The largest message that a client sends, in bytes: what a server sends, and what it reads. */
export function longestRequest({ maxObject }: Options): number {
  return maxObject === 0 ? MOST_REQUEST : Math.min(maxObject, MOST_REQUEST)
}

/** 24 days, in seconds: a host’s timers wait no longer. */
const LONGEST = 24 * 24 * 60 * 60

/** What a listener for this dialect can be set to; README.md, "Options". */
export const options = z
  .strictObject({
    blockDuration: z.number().min(0).max(LONGEST).default(60),
    timeout: z.number().min(0).max(LONGEST).default(0),
    attempts: z.number().int().min(1).max(1000).default(3),
    lockout: z.enum(['address', 'name']).default('address'),
    register: z.enum(['open', 'closed']).default('open'),
    pace: z.number().int().min(0).max(60_000).default(50),
    maxObject: z
      .number()
      .int()
      .min(0)
      .max(1_048_576)
      .refine((bytes) => bytes === 0 || bytes >= LEAST_OBJECT, {
        error: `Too small: expected 0 or >=${LEAST_OBJECT}`,
      })
      .default(1024),
    strict: z.boolean().default(false),
  })
  .readonly()

export type Options = z.infer<typeof options>

export const optionNotes = {
  blockDuration: 'how long a name is locked after too many wrong passwords, in seconds (60)',
  timeout:
    'how long a user may ask for nothing before being logged out, in seconds; 0 = for ever (0)',
  attempts: 'how many wrong passwords in a row lock a name, 1 to 1000 (3)',
  lockout: 'whom wrong passwords lock out: address = whoever gave them, name = everybody (address)',
  register: 'a new name gets an account: open = at its first login, closed = never (open)',
  pace: 'the least time between two writes to one connection, in milliseconds; 0 = none (50)',
  maxObject:
    'the largest message, in bytes; longer texts are cut; 0 = never, else 200 to 1048576 (1024)',
  strict:
    'behaves as the original: texts as they are, nothing that only Parley says, no rooms (false)',
} satisfies Readonly<Record<keyof Options, string>>
