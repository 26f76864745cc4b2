import * as z from 'zod'

/** Limit of one pickle in either direction, in bytes (1.1). */
export const MOST_PICKLE = 2048

const MEBIBYTE = 1024 * 1024

/** Options of a listener; README.md, "Options". */
export const options = z
  .strictObject({
    register: z.enum(['open', 'closed']).default('open'),
    attempts: z.number().int().min(1).max(5).default(3),
    blockDuration: z.number().int().min(1).max(86_400).default(10),
    lockout: z.enum(['address', 'name']).default('address'),
    pace: z.number().int().min(0).max(60_000).default(50),
    logs: z.string().max(4096).default(''),
    maxFile: z
      .number()
      .int()
      .min(1)
      .max(1024 * MEBIBYTE)
      .default(16 * MEBIBYTE),
    strict: z.boolean().default(false),
  })
  .readonly()

export type Options = z.infer<typeof options>

export const optionNotes = {
  register:
    'open = the first login of a name makes its account, closed = accounts are made beforehand (open)',
  attempts: 'so many wrong passwords in a row lock a name, 1 to 5 (3)',
  blockDuration: 'for how long a name is locked, in seconds, 1 to 86400 (10)',
  lockout:
    'address = wrong passwords are counted for each name and address, name = for each name, from anywhere (address)',
  pace: 'the least time between two writes to one connection, in milliseconds; 0 = none (50)',
  logs: 'the folder in which messagelog.txt and userlog.txt are written; empty = none',
  maxFile: 'the largest file that is kept for a user, in bytes, 1 to 1073741824 (16777216)',
  strict: 'behaves as the original: no messages to one user, no notices (false)',
} satisfies Readonly<Record<keyof Options, string>>
