import { existsSync } from 'node:fs'
import { type FileBook, openFiles } from '@parley/store'
import type { Argv } from 'yargs'
import { UsageError } from './errors.ts'
import { type Chosen, emptyFiles, listFiles, removeFile } from './files.ts'
import { dataFlag, flagOf } from './flags.ts'
import { plainValue } from './plain-value.ts'
import { IN_MEMORY } from './settings.ts'
import { opened, usualData } from './storage.ts'

/** `parley files …`: also while a gateway runs on the folder. */
export function fileCommands(args: Argv) {
  const inFolder = args.option('data', dataFlag(usualData()))
  return inFolder
    .command(
      'list',
      'List the files that are kept: id, sender and recipient, time, size, name',
      (given) => given,
      ({ data }) => within(data, list),
    )
    .command(
      'remove <id>',
      'Remove a file',
      (given) => given.positional('id', { type: 'string', demandOption: true, describe: 'its id' }),
      ({ data, id }) => within(data, (book) => removeFile(book, id)),
    )
    .command(
      'empty',
      'Remove all files, or those of a sender, or those that are old',
      (given) =>
        given
          .option('from', flagOf('from', 'a name', 'only files that this user has sent'))
          .option('older', flagOf('older', 'a number', 'only files older than so many days')),
      ({ data, from, older }) => {
        const chosen = { from, older: daysOf(older) }
        within(data, (book) => empty(book, chosen))
      },
    )
    .demandCommand(1, 'files: one of list, remove and empty is needed')
}

function list(book: FileBook): void {
  process.stdout.write(listFiles(book))
}

/** A number that cannot be read must not stand for all files. */
function daysOf(older: string | undefined): number | undefined {
  if (older === undefined) return undefined
  const days = plainValue(older)
  if (typeof days === 'number' && days >= 0) return days
  throw new UsageError(`--older: expected a number of days, got "${older}"`)
}

function empty(book: FileBook, chosen: Chosen): void {
  const { files, bytes } = emptyFiles(book, chosen, Date.now())
  process.stdout.write(`removed ${files} files, ${bytes} bytes\n`)
}

function within(data: string | undefined, act: (book: FileBook) => void): void {
  const folder = data ?? usualData()
  if (folder === IN_MEMORY) throw new UsageError('--data: memory holds no files to administer')
  if (!existsSync(folder)) throw new UsageError(`--data: there is no folder ${folder}`)
  const book = opened(() => openFiles(folder), '--data')
  try {
    act(book)
  } finally {
    book.close()
  }
}
