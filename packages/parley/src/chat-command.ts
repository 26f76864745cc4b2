import { X509Certificate } from 'node:crypto'
import type { Dialect } from '@parley/contract'
import type { Argv } from 'yargs'
import type { ChatSettings } from './chat/chat.ts'
import { readyFolder } from './chat/download.ts'
import { talk } from './chat/run-chat.ts'
import type { ClientTls } from './chat/server-connection.ts'
import { recogniser } from './chat/wrong-port.ts'
import { discoverFullDialect, discoverFullDialects } from './discover.ts'
import { UsageError } from './errors.ts'
import { flagOf, optionFlag } from './flags.ts'
import { dialectNamed, optionsOf, placeForm, placeOf } from './target.ts'
import { readTextFile } from './text-file.ts'

interface ChatFlags {
  readonly dialect?: string | undefined
  readonly place?: string | undefined
  readonly address?: string | undefined
  readonly port?: string | undefined
  readonly option?: string[] | undefined
  readonly tls?: boolean | undefined
  readonly 'tls-ca'?: string | undefined
  readonly 'tls-insecure'?: boolean | undefined
  readonly raw?: boolean | undefined
  readonly downloads?: string | undefined
  readonly colour?: boolean | undefined
}

const caNote =
  'PEM file of certificates that are trusted, in the place of the system’s; means --tls'
const insecureNote = 'take any certificate: whoever is on the way can then read along; means --tls'

/** The flags of `parley chat`. */
export function chatFlags(args: Argv) {
  return args
    .positional('dialect', {
      type: 'string',
      describe: 'what to speak; parley dialects lists them',
    })
    .positional('place', {
      type: 'string',
      describe: placeForm,
    })
    .option('address', { alias: 'a', ...flagOf('address', 'a host', 'host of the server') })
    .option('port', { alias: 'p', ...flagOf('port', 'a port', 'port of the server') })
    .option('option', optionFlag('of the dialect; see parley dialects <dialect>'))
    .option('tls', { type: 'boolean', describe: 'speak TLS with the server' })
    .option('tls-ca', flagOf('tls-ca', 'a file', caNote))
    .option('tls-insecure', { type: 'boolean', describe: insecureNote })
    .option('colour', {
      type: 'boolean',
      describe:
        'colours, and lines that are edited below what is shown; --no-colour: no escape sequence (default: on a terminal, but for texts that are compared to the letter)',
    })
    .option('raw', { type: 'boolean', describe: 'show the bytes both ways beside the text' })
    .option(
      'downloads',
      flagOf('downloads', 'a folder', 'folder for files that others send (the current one)'),
    )
}

/** Talks until the person leaves or the server does; gives the exit status. */
export async function runChat(flags: ChatFlags): Promise<number> {
  const tls = await tlsOf(flags)
  const settings = settingsOf(flags, tls, await discoverFullDialect(flags.dialect ?? ''))
  if (flags.downloads !== undefined) await readyFolder(flags.downloads, '--downloads')
  return await talk(settings, flags.colour)
}

/** What the flags say of TLS; undefined where it is not spoken. */
async function tlsOf(flags: ChatFlags): Promise<ClientTls | undefined> {
  const { tls, 'tls-ca': path, 'tls-insecure': isInsecure = false } = flags
  if (tls === false && (path !== undefined || isInsecure)) {
    throw new UsageError('--no-tls: --tls-ca and --tls-insecure ask for TLS')
  }
  if (tls !== true && path === undefined && !isInsecure) return undefined
  if (path === undefined) return { isInsecure }
  return { ca: certificatesIn(await readTextFile(path, '--tls-ca'), path), isInsecure }
}

function certificatesIn(text: string, path: string): string {
  try {
    new X509Certificate(text)
    return text
  } catch {
    throw new UsageError(`--tls-ca: ${path} has no certificate in PEM`)
  }
}

function settingsOf(
  flags: ChatFlags,
  tls: ClientTls | undefined,
  dialects: readonly Dialect[],
): ChatSettings {
  const dialect = dialectNamed(dialects, flags.dialect)
  const options = optionsOf(dialect, flags.option ?? [])
  const place = placeOf(flags, dialect)
  return {
    dialect,
    terminal: dialect.terminal,
    options,
    ...place,
    ...(tls === undefined ? {} : { tls }),
    recognise: recogniser(dialect, place, () => discoverFullDialects()),
    raw: flags.raw === true,
    downloads: flags.downloads ?? '.',
  }
}
