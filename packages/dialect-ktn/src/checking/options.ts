import * as z from 'zod'
import { optionNotes as listenerNotes, options as listenerOptions } from '../options.ts'

/** What a program that is checked is held to, beside what a listener can be set to; README.md, 2.4. */
export const options = listenerOptions
  .unwrap()
  .extend({ edition: z.literal([2015, 2016, 2017]).optional() })
  .readonly()

export type Options = z.infer<typeof options>

export const optionNotes = {
  ...listenerNotes,
  edition: 'the year of the paper: 2015, 2016 or 2017 (2017, and any form of the history)',
} satisfies Readonly<Record<keyof Options, string>>

const LATEST = 2017

/** Whether the paper demands what the papers from 2016 on demand. */
export function isSince2016({ edition = LATEST }: Options): boolean {
  return edition > 2015
}
