import { existsSync } from 'node:fs'
import { type FileBook, openFiles } from '@parley/store'
import type { Argv } from 'yargs'
import { type Chosen, emptyFiles, listFiles, removeFile } from './files.ts'
import { DEFAULT_DATA, opened } from './keeping.ts'
import { IN_MEMORY } from './settings.ts'
import { UsageError } from './usage.ts'

/** `parley files …`: also while a gateway runs on the folder. */
export function fileCommands(args: Argv) {
  const inFolder = args.option('data', {
    type: 'string',
    describe: 'the data folder',
    default: process.env.PARLEY_DATA ?? DEFAULT_DATA,
  })
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
          .option('from', { type: 'string', describe: 'only files that this user has sent' })
          .option('older', { type: 'number', describe: 'only files older than so many days' }),
      ({ data, ...chosen }) => within(data, (book) => empty(book, chosen)),
    )
    .demandCommand(1, 'files: one of list, remove and empty is needed')
}

function list(book: FileBook): void {
  process.stdout.write(listFiles(book))
}

function empty(book: FileBook, chosen: Chosen): void {
  const { older = 0 } = chosen
  if (!(older >= 0)) throw new UsageError(`--older: expected a number of days, got ${older}`)
  const { files, bytes } = emptyFiles(book, chosen, Date.now())
  process.stdout.write(`removed ${files} files, ${bytes} bytes\n`)
}

function within(data: string, act: (book: FileBook) => void): void {
  if (data === IN_MEMORY) throw new UsageError('--data: memory holds no files to administer')
  if (!existsSync(data)) throw new UsageError(`--data: there is no folder ${data}`)
  const book = opened(() => openFiles(data), '--data')
  try {
    act(book)
  } finally {
    book.close()
  }
}
