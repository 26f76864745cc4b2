import { existsSync } from 'node:fs'
import type { AccountChange } from '@parley/cluster'
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
import { type ClusterFlags, changeInCluster, showInCluster } from './cluster-accounts.ts'
import { UsageError } from './errors.ts'
import { dataFlag, flagOf } from './flags.ts'
import { readSecret } from './secret.ts'
import { USUAL_CLUSTER } from './serve-cluster.ts'
import { IN_MEMORY } from './settings.ts'
import { opened, passwordsFor, usualData } from './storage.ts'

interface Folder extends ClusterFlags {
  readonly data?: string | undefined
}

interface Named extends Folder {
  readonly name: string
}

const clusterFlags = {
  cluster: flagOf('cluster', 'nats://host:port', 'the broker of a cluster, instead of a folder'),
  'cluster-name': flagOf('cluster-name', 'a name', `which cluster (default: ${USUAL_CLUSTER})`),
}

/** `parley accounts …`: also while a gateway runs on the folder, and in a cluster. */
export function accountCommands(args: Argv) {
  const usual = usualData()
  const inFolder = args.option('data', dataFlag(usual)).options(clusterFlags)
  const named = (given: typeof inFolder) =>
    given.positional('name', { type: 'string', demandOption: true, describe: 'the account' })
  return inFolder
    .command(
      'list',
      'List accounts, and names that are locked',
      (given) => given,
      (given) => shown(given, list),
    )
    .command(
      'conflicts',
      'List accounts whose names could be taken for each other',
      (given) => given,
      (given) => shown(given, (book) => process.stdout.write(listConflicts(book))),
    )
    .command('add <name>', 'Make an account; its password is read from stdin', named, (given) =>
      changed(given, 'add', (book) => withPassword(addAccount, book, given)),
    )
    .command('passwd <name>', 'Change a password; it is read from stdin', named, (given) =>
      changed(given, 'password', (book) => withPassword(changePassword, book, given)),
    )
    .command('unlock <name>', 'End the locks of a name', named, (given) =>
      changed(given, 'unlock', (book) => unlockAccount(book, given.name)),
    )
    .command(
      'moderator <name>',
      'Give an account the rights of a moderator',
      (given) =>
        named(given).option('off', { type: 'boolean', describe: 'take these rights away' }),
      (given) => {
        const isOne = given.off !== true
        return changed(
          given,
          'moderator',
          (book) => appointModerator(book, given.name, isOne),
          isOne,
        )
      },
    )
    .command('remove <name>', 'Remove an account, with its mail and blocks', named, (given) =>
      changed(given, 'remove', (book) => removeAccount(book, given.name)),
    )
    .demandCommand(
      1,
      'accounts: one of list, conflicts, add, passwd, unlock, moderator and remove is needed',
    )
}

function isInCluster({ cluster, data, 'cluster-name': name }: Folder): boolean {
  if (cluster === undefined) {
    if (name === undefined) return false
    throw new UsageError('--cluster-name: no cluster is meant without --cluster')
  }
  if (data === undefined) return true
  throw new UsageError('--data: a cluster has no data folder: it keeps everything in its log')
}

async function shown(given: Folder, show: (book: AccountBook) => void): Promise<void> {
  if (isInCluster(given)) await showInCluster(given, show)
  else await within(given, show)
}

async function changed(
  given: Named,
  kind: AccountChange['kind'],
  act: (book: AccountBook) => unknown,
  isOne = true,
): Promise<void> {
  if (isInCluster(given)) await changeInCluster(given, kind, given.name, isOne)
  else await within(given, act, kind === 'add')
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
