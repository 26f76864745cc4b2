import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ServerDialect } from '@parley/contract'
import { luaDissectors } from '@parley/recording'
import type { Argv } from 'yargs'
import { discoverDialects } from './discover.ts'
import { failureText } from './discovered.ts'
import { UsageError } from './errors.ts'
import { flagOf } from './flags.ts'
import { fileTrouble } from './text-file.ts'
import { ownVersion } from './version.ts'

const FILE = 'parley.lua'

interface WiresharkFlags {
  readonly install?: boolean | undefined
  readonly print?: boolean | undefined
  readonly dir?: string | undefined
}

/** The flags of `parley wireshark`. */
export function wiresharkFlags(args: Argv) {
  return args.options({
    install: {
      type: 'boolean',
      describe: 'write the dissectors into Wireshark’s folder for your own plugins',
    },
    print: { type: 'boolean', describe: 'write them to stdout' },
    dir: flagOf(
      'dir',
      'a folder',
      'write them into this folder, which is made where it is missing',
    ),
  })
}

/** Writes one Lua file with dissectors of all dialects that have one. */
export async function runWireshark({ install, print, dir }: WiresharkFlags): Promise<void> {
  if ([install === true, print === true, dir !== undefined].filter(Boolean).length !== 1) {
    throw new UsageError('wireshark: say one of --install, --print and --dir <folder>')
  }
  const { dialects, failures } = await discoverDialects()
  for (const failure of failures) process.stderr.write(`parley: ${failureText(failure)}\n`)
  const lua = await dissectorsOf(dialects)
  if (print === true) {
    process.stdout.write(lua)
    return
  }
  const folder = dir ?? pluginFolder(process.platform, process.env, homedir())
  const path = join(folder, FILE)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(path, lua)
  } catch (error) {
    throw new UsageError(`wireshark: cannot write ${path}: ${fileTrouble(error)}`)
  }
  process.stdout.write(`${path}\n`)
}

/** The Lua file of those dialects that have a dissector. */
export async function dissectorsOf(dialects: readonly ServerDialect[]): Promise<string> {
  const all = await Promise.all(
    dialects.map(async ({ name, defaultPort, dissector }) => {
      const found = await dissector?.()
      return found === undefined ? [] : [{ name, defaultPort, dissector: found }]
    }),
  )
  return luaDissectors(all.flat(), ownVersion())
}

/**
 * Where Wireshark looks for the plugins of one user.
 *
 * Source: Wireshark User’s Guide, appendix B.4, “Plugin folders”.
 */
export function pluginFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'win32') {
    const { APPDATA = join(home, 'AppData', 'Roaming') } = environment
    return join(APPDATA, 'Wireshark', 'plugins')
  }
  return join(home, '.local', 'lib', 'wireshark', 'plugins')
}
