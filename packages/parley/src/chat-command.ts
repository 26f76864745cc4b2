import type { Dialect } from '@parley/contract'
import type { Argv } from 'yargs'
import { ZodError } from 'zod'
import { Chat, type ChatSettings } from './chat/chat.ts'
import { discoverDialects } from './discover.ts'
import { parsePort } from './listen.ts'
import { explain, plainValue } from './settings.ts'
import { UsageError } from './usage.ts'

const DEFAULT_HOST = '127.0.0.1'
const KILLED = 130

interface ChatFlags {
  readonly dialect?: string | undefined
  readonly place?: string | undefined
  readonly address?: string | undefined
  readonly port?: string | undefined
  readonly option?: string[] | undefined
  readonly raw?: boolean | undefined
  readonly downloads: string
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
      describe: 'host[:port] of the server (default: this machine, the dialect’s port)',
    })
    .option('address', { alias: 'a', type: 'string', describe: 'host of the server' })
    .option('port', { alias: 'p', type: 'string', describe: 'port of the server' })
    .option('option', {
      type: 'string',
      array: true,
      describe: '<key>=<value> of the dialect, repeatable; see parley dialects <dialect>',
    })
    .option('raw', { type: 'boolean', describe: 'show the bytes both ways beside the text' })
    .option('downloads', {
      type: 'string',
      describe: 'folder for files that others send',
      default: '.',
    })
}

/** Talks until the person leaves or the server does; gives the exit status. */
export async function runChat(flags: ChatFlags): Promise<number> {
  const settings = settingsOf(flags, await discoverDialects())
  const { stdin, stdout } = process
  const terminal = stdin.isTTY === true && stdout.isTTY === true
  const desk = { input: stdin, output: stdout, terminal, colour: terminal && !process.env.NO_COLOR }
  return new Promise((resolve) => {
    const chat = new Chat(settings, desk, resolve)
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(KILLED)
        asked = true
        chat.leave()
      })
    }
  })
}

function settingsOf(flags: ChatFlags, dialects: readonly Dialect[]): ChatSettings {
  const dialect = dialects.find(({ name }) => name === flags.dialect)
  if (dialect === undefined) {
    const known = dialects.map(({ name }) => name).join(', ')
    throw new UsageError(`there is no dialect "${flags.dialect}" (there are ${known})`)
  }
  const { terminal } = dialect
  const place = placeOf(flags.place ?? '')
  const port = flags.port ?? place.port
  return {
    dialect,
    terminal,
    options: optionsOf(dialect, flags.option ?? []),
    host: flags.address ?? place.host ?? DEFAULT_HOST,
    port: port === undefined ? dialect.defaultPort : parsePort(port, port, '--port'),
    raw: flags.raw === true,
    downloads: flags.downloads,
  }
}

/** `localhost`, `localhost:5378`, `[::1]:5378` or `:5378`. */
function placeOf(text: string): { readonly host?: string; readonly port?: string } {
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(text) ?? []
  if (text !== '' && host === '' && port === undefined) {
    throw new UsageError(`expected host[:port], got "${text}"`)
  }
  const plain = host.replace(/^\[(.*)\]$/, '$1')
  return { ...(plain === '' ? {} : { host: plain }), ...(port === undefined ? {} : { port }) }
}

function optionsOf(dialect: Dialect, words: readonly string[]): unknown {
  const pairs = words.map((word) => {
    const equals = word.indexOf('=')
    if (equals < 1) throw new UsageError(`--option: expected <key>=<value>, got "${word}"`)
    return [word.slice(0, equals), plainValue(word.slice(equals + 1))] as const
  })
  try {
    return dialect.options.parse(Object.fromEntries(pairs))
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    throw new UsageError(explain(error, (path) => `--option ${path.map(String).join('.')}`))
  }
}
