import * as z from 'zod'

/** What a listener for this dialect can be set to; README.md, "Options". */
export const options = z
  .strictObject({
    maxLine: z.number().int().min(256).max(16_777_216).default(65_536),
    maxBody: z.number().int().min(256).max(16_777_216).default(1_048_576),
    pace: z.number().int().min(0).max(60_000).default(0),
    strict: z.boolean().default(false),
  })
  .readonly()

export type Options = z.infer<typeof options>

export const optionNotes = {
  maxLine: 'the longest line that is read, in bytes without its end; 256 to 16777216 (65536)',
  maxBody: 'the longest text of a message, in bytes; 256 to 16777216 (1048576)',
  pace: 'the least time between two writes to one connection, in milliseconds (0)',
  strict:
    'behaves as the original: its banner, no BROADCAST, no rooms and other extensions (false)',
} satisfies Readonly<Record<keyof Options, string>>
