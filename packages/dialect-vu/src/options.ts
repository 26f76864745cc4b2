import { MAX_NAME } from '@parley/contract'
import * as z from 'zod'

/** Bytes of UTF-8 that `SEND`, two spaces and the longest name take. */
const ROOM_FOR_SEND = 'SEND  '.length + 4 * MAX_NAME

/** Options of a listener; README.md, "Options". */
export const options = z
  .strictObject({
    /** The least holds a `SEND` to the longest name and 250 bytes of text. */
    maxLine: z.number().int().min(512).max(16_777_216).default(1_048_576),
    maxUsers: z.number().int().min(0).max(1_000_000).default(0),
    pace: z.number().int().min(0).max(60_000).default(0),
    strict: z.boolean().default(false),
    unreliable: z.boolean().default(false),
    unreliablePort: z.number().int().min(0).max(65_535).default(5382),
    unreliableSeed: z.number().int().min(0).max(4_294_967_295).default(1),
  })
  .readonly()

export type Options = z.infer<typeof options>

/**
 * The longest text that this package's client says, in bytes: whatever the name before it, the line
 * is within the limit.
 */
export function longestText({ maxLine }: Options): number {
  return maxLine - ROOM_FOR_SEND
}

export const optionNotes = {
  maxLine: 'the longest line that is read, in bytes without its end; 512 to 16777216 (1048576)',
  maxUsers: 'the most users logged in through this listener; 0 = no limit (0)',
  pace: 'the least time between two writes to one connection, in milliseconds (0)',
  strict:
    'behaves as the original: no WHO, no SEND *, no rooms, text and names as they come (false)',
  unreliable: 'serves the lab’s unreliable variant over UDP too, section 7 (false)',
  unreliablePort: 'its UDP port; 0 takes a free one (5382)',
  unreliableSeed: 'what is harmed follows from it and the user’s name; 0 to 4294967295 (1)',
} satisfies Readonly<Record<keyof Options, string>>
