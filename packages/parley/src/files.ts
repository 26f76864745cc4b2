import type { FileBook, KeptFile } from '@parley/store'
import { UsageError } from './errors.ts'
import { stamp } from './stamp.ts'

const DAY = 24 * 60 * 60 * 1000

/** Which files are to be removed; what is not said holds for all. */
export interface Chosen {
  /** Whose. */
  readonly from?: string | undefined
  /** Kept for longer than so many days. */
  readonly older?: number | undefined
}

/** A line for each file, the oldest first: its id, who sent it to whom when, its size and its name. */
export function listFiles({ all }: Pick<FileBook, 'all'>): string {
  const rows = all().map(({ id, from, to, time, size, name }) => {
    return `${id}  ${from} to ${to}  ${stamp(time)}  ${size} bytes  ${name}\n`
  })
  return rows.join('')
}

/** Removes one file. */
export function removeFile({ remove }: Pick<FileBook, 'remove'>, id: string): void {
  if (!remove(id)) throw new UsageError(`no file has the id ${JSON.stringify(id)}`)
}

/** Removes all that are chosen. Gives how many there were, and their bytes. */
export function emptyFiles(book: Pick<FileBook, 'all' | 'remove'>, chosen: Chosen, now: number) {
  const { from, older = 0 } = chosen
  const isChosen = (file: KeptFile) =>
    (from === undefined || file.from === from) && file.time <= now - older * DAY
  const gone = book.all().filter((file) => isChosen(file) && book.remove(file.id))
  return { files: gone.length, bytes: gone.reduce((sum, { size }) => sum + size, 0) }
}
