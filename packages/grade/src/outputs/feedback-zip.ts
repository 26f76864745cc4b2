import { strToU8, zipSync } from 'fflate'
import type { Submission } from '../submissions.ts'

/** What a student is shown. */
export interface FeedbackPage {
  readonly submission: Pick<Submission, 'id' | 'name'>
  readonly page: string
}

/** The same bytes whenever it is written: a zip archive has no time before 1980. */
const TIME = '1980-01-02T00:00:00'

/** Who made an entry (APPNOTE.TXT 4.4.2). Info-ZIP reads names made by FAT in a code page of DOS. */
const UNIX = 3

/** A file that its owner may write and all may read, as Unix keeps that in the upper 16 bits. */
const MODE = 0o100_644 * 0x1_0000

/**
 * `feedback.zip`: the pages as Moodle takes them ("Upload multiple feedback files in a zip"). It reads
 * the id between the first two underscores of the name of a folder, so that a name has none.
 */
export function feedbackZip(pages: readonly FeedbackPage[]): Uint8Array {
  const files = pages.map(({ submission: { id, name }, page }) => [
    `${name.replaceAll('_', ' ')}_${id}_assignsubmission_file_/feedback.html`,
    strToU8(page),
  ])
  return zipSync(Object.fromEntries(files), { mtime: TIME, os: UNIX, attrs: MODE })
}
