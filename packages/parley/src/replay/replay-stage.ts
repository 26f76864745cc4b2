import { formatAddress } from '@parley/contract'
import { commandProgram, type Program, type ServerProgram, shellQuote } from '@parley/kit'
import {
  type ReplayResult,
  ReplayServer,
  type ReplaySettings,
  replayAsClient,
  type Script,
} from '@parley/recording'
import { listenTrouble } from '../address.ts'
import { commandBehind } from '../check/command-behind.ts'
import { environmentOf, folderOf, serverProgramOf, waitOf } from '../check/server-command.ts'
import { notePlatform } from '../check/started-programs.ts'
import { waitFor } from '../check/wait-for-server.ts'
import { UsageError } from '../errors.ts'
import { onInterrupt } from '../interrupts.ts'
import { placeFlag, type ReplayFlags } from './replay-settings.ts'

/** The program to which a recording is played, wherever it runs. */
export interface Stage {
  /** Its place, or the command that starts it. */
  readonly target: string
  /** A command is started afresh each time. */
  play(script: Script, settings: ReplaySettings): Promise<ReplayResult>
  /** Ends what was started. */
  close(): Promise<void>
}

/** Opens what the flags say. Throws a usage error where they do not say where the program is. */
export async function openStage(flags: ReplayFlags, script: Script): Promise<Stage> {
  const { role } = script
  const other = role === 'client' ? 'listen' : 'to'
  if (flags[other] !== undefined) {
    throw new UsageError(`--${other}: not with --as ${role}`)
  }
  const stage =
    role === 'client' ? await serverStage(flags, script) : await clientStage(flags, script)
  let state: 'playing' | 'interrupted' = 'playing'
  onInterrupt(async () => {
    state = 'interrupted'
    await stage.close()
  })
  return {
    target: stage.target,
    close: async () => await stage.close(),
    /** What comes of a program that was ended by an interrupt is no result: none is given. */
    play: async (played, settings) => {
      const result = await stage.play(played, settings)
      return state === 'playing' ? result : await new Promise<never>(() => {})
    },
  }
}

async function serverStage(flags: ReplayFlags, { dialect }: Script): Promise<Stage> {
  const place = placeFlag('to', flags.to)
  const program = serverProgramOf('replay', flags, place ?? {}, dialect)
  if (program !== undefined) return new OwnedServer(program, commandText(flags))
  if (place === undefined) {
    throw new UsageError('replay: say where the server is with --to, or its command behind --')
  }
  const wait = waitOf(flags)
  if (wait !== undefined) await waitFor(place, wait)
  return {
    target: formatAddress(place.host, place.port),
    play: async (script, settings) => await replayAsClient(script, settings, place),
    close: async () => {},
  }
}

class OwnedServer implements Stage {
  readonly target: string
  readonly #program: ServerProgram

  constructor(program: ServerProgram, target: string) {
    notePlatform()
    this.#program = program
    this.target = target
  }

  async play(script: Script, settings: ReplaySettings): Promise<ReplayResult> {
    await this.#program.start()
    const result = await replayAsClient(script, settings, this.#program.place)
    const { end } = this.#program
    if (result.difference !== undefined && end !== undefined) {
      const said = end.output.map((line) => `  ${line}\n`).join('')
      process.stderr.write(`parley: the server has ended: ${end.how}\n${said}`)
    }
    return result
  }

  async close(): Promise<void> {
    await this.#program.close()
  }
}

async function clientStage(flags: ReplayFlags, { dialect }: Script): Promise<Stage> {
  const words = commandBehind('replay', flags, flags.cwd)
  const said = placeFlag('listen', flags.listen)
  if (said === undefined && words.length === 0) {
    throw new UsageError(
      'replay: say where to listen with --listen, or the client’s command behind --',
    )
  }
  const { host, port } = said ?? { host: '127.0.0.1', port: 0 }
  const server = await ReplayServer.open({ host, port }).catch((error: unknown) => {
    throw new UsageError(`cannot listen on ${formatAddress(host, port)}: ${listenTrouble(error)}`)
  })
  const place = { host: server.place.address, port: server.place.port }
  const address = formatAddress(place.host, place.port)
  if (words.length === 0) {
    const stream = flags.json === '-' ? process.stderr : process.stdout
    stream.write(`listening ${dialect.name} ${address}\nready\n`)
    return {
      target: address,
      play: async (script, settings) => await server.run(script, settings),
      close: async () => await server.close(),
    }
  }
  notePlatform()
  const cwd = folderOf(flags.cwd)
  const start = commandProgram(words, { pty: false, cwd, env: environmentOf(flags.env) })
  let program: Program | undefined
  return {
    target: commandText(flags),
    play: async (script, settings) => {
      const result = server.run(script, settings)
      program = start(place, { shown: () => {}, ended: () => {} })
      try {
        return await result
      } finally {
        await program.kill()
      }
    },
    close: async () => {
      await program?.kill()
      await server.close()
    },
  }
}

function commandText(flags: ReplayFlags): string {
  return (flags['--'] ?? []).map((word) => shellQuote(String(word))).join(' ')
}
