import * as z from 'zod'

/** Lower limit of `maxObject`: a sender of 64 ASCII characters and some text. */
const LEAST_OBJECT = 200

/** Limit of an incomplete request, in bytes (1.2). */
export const MOST_REQUEST = 64 * 1024

/** Limit of nesting in a request (1.2). */
export const DEEPEST = 32

/** The largest object that a client sends, in bytes: what a server sends, and what it reads. */
export function longestRequest({ maxObject }: Options): number {
  return maxObject === 0 ? MOST_REQUEST : Math.min(maxObject, MOST_REQUEST)
}

/** Options of a listener; README.md, "Options". */
export const options = z
  .strictObject({
    pace: z.number().int().min(0).max(60_000).default(50),
    terminator: z.enum(['auto', 'none', 'lf']).default('auto'),
    maxObject: z
      .number()
      .int()
      .min(0)
      .max(1_048_576)
      .refine((bytes) => bytes === 0 || bytes >= LEAST_OBJECT, {
        error: `Too small: expected 0 or >=${LEAST_OBJECT}`,
      })
      .default(1000),
    history: z.enum(['messages', 'strings', 'objects', 'none']).default('messages'),
    historySize: z.number().int().min(0).max(1000).default(20),
    strict: z.boolean().default(false),
  })
  .readonly()

export type Options = z.infer<typeof options>

export const optionNotes = {
  pace: 'the least time between two writes to one connection, in milliseconds; 0 = none (50)',
  terminator:
    'what ends an object: auto = a line end for peers that end their requests so, none, lf (auto)',
  maxObject:
    'the largest object, in bytes; longer texts are cut; 0 = never, else 200 to 1048576 (1000)',
  history:
    'how past messages are sent after a login: messages, strings, objects or none (messages)',
  historySize: 'how many past messages are sent, 0 to 1000 (20)',
  strict:
    'behaves as the original: requests spelled exactly, history as strings, no extensions (false)',
} satisfies Readonly<Record<keyof Options, string>>
