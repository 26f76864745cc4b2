import type { Dialect } from '@parley/contract'
import type { Argv } from 'yargs'
import type { ChatSettings } from './chat/chat.ts'
import { readyFolder } from './chat/download.ts'
import { talk } from './chat/run-chat.ts'
import { recogniser } from './chat/wrong-port.ts'
import { discoverFullDialect, discoverFullDialects } from './discover.ts'
import { flagOf, optionFlag } from './flags.ts'
import { dialectNamed, optionsOf, placeForm, placeOf } from './target.ts'

interface ChatFlags {
  readonly dialect?: string | undefined
  readonly place?: string | undefined
  readonly address?: string | undefined
  readonly port?: string | undefined
  readonly option?: string[] | undefined
  readonly raw?: boolean | undefined
  readonly downloads?: string | undefined
  readonly colour?: boolean | undefined
}

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
  const settings = settingsOf(flags, await discoverFullDialect(flags.dialect ?? ''))
  if (flags.downloads !== undefined) await readyFolder(flags.downloads, '--downloads')
  return await talk(settings, flags.colour)
}

function settingsOf(flags: ChatFlags, dialects: readonly Dialect[]): ChatSettings {
  const dialect = dialectNamed(dialects, flags.dialect)
  const options = optionsOf(dialect, flags.option ?? [])
  const place = placeOf(flags, dialect)
  return {
    dialect,
    terminal: dialect.terminal,
    options,
    ...place,
    recognise: recogniser(dialect, place, () => discoverFullDialects()),
    raw: flags.raw === true,
    downloads: flags.downloads ?? '.',
  }
}
