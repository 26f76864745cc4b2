import { existsSync } from 'node:fs'
import { openAccounts } from '@parley/store'
import type { Argv } from 'yargs'
import {
  type AccountBook,
  addAccount,
  appointModerator,
  changePassword,
  listAccounts,
  listConflicts,
  removeAccount,
  unlockAccount,
} from './accounts.ts'
import { UsageError } from './errors.ts'
import { dataFlag } from './flags.ts'
import { readSecret } from './secret.ts'
import { IN_MEMORY } from './settings.ts'
import { opened, passwordsFor, usualData } from './storage.ts'

interface Folder {
  readonly data?: string | undefined
}

interface Named extends Folder {
  readonly name: string
}

/** `parley accounts …`: also while a gateway runs on the folder. */
export function accountCommands(args: Argv) {
  const inFolder = args.option('data', dataFlag(usualData()))
  const named = (given: typeof inFolder) =>
    given.positional('name', { type: 'string', demandOption: true, describe: 'the account' })
  return inFolder
    .command(
      'list',
      'List accounts, and names that are locked',
      (given) => given,
      (given) => within(given, list),
    )
    .command(
      'conflicts',
      'List accounts whose names could be taken for each other',
      (given) => given,
      (given) => within(given, (book) => process.stdout.write(listConflicts(book))),
    )
    .command('add <name>', 'Make an account; its password is read from stdin', named, (given) =>
      within(given, (book) => withPassword(addAccount, book, given), true),
    )
    .command('passwd <name>', 'Change a password; it is read from stdin', named, (given) =>
      within(given, (book) => withPassword(changePassword, book, given)),
    )
    .command('unlock <name>', 'End the locks of a name', named, (given) =>
      within(given, (book) => unlockAccount(book, given.name)),
    )
    .command(
      'moderator <name>',
      'Give an account the rights of a moderator',
      (given) =>
        named(given).option('off', { type: 'boolean', describe: 'take these rights away' }),
      (given) => within(given, (book) => appointModerator(book, given.name, given.off !== true)),
    )
    .command('remove <name>', 'Remove an account, with its mail and blocks', named, (given) =>
      within(given, (book) => removeAccount(book, given.name)),
    )
    .demandCommand(
      1,
      'accounts: one of list, conflicts, add, passwd, unlock, moderator and remove is needed',
    )
}

function list(book: AccountBook): void {
  process.stdout.write(listAccounts(book, Date.now()))
}

async function withPassword(
  change: typeof addAccount,
  book: AccountBook,
  { name }: Named,
): Promise<void> {
  await change(book, passwordsFor({}), name, await readSecret('Password: '))
}

async function within(
  { data = usualData() }: Folder,
  act: (book: AccountBook) => unknown,
  create = false,
): Promise<void> {
  if (data === IN_MEMORY) throw new UsageError('--data: memory holds no accounts to administer')
  if (!create && !existsSync(data)) throw new UsageError(`--data: there is no folder ${data}`)
  const book = opened(() => openAccounts(data), '--data')
  try {
    await act(book)
  } finally {
    book.close()
  }
}
