import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Programs } from './build.ts'
import type { Flags } from './flags.ts'
import { hasEnded, launch, stop } from './processes.ts'
import type { SubjectName } from './rows.ts'

export const root = join(import.meta.dirname, '../..')

const READY_LIMIT_MS = 20_000

export interface Server {
  readonly pid: number
  /** By dialect. */
  readonly ports: ReadonlyMap<string, number>
  /** The address of its page; undefined where it has none. */
  readonly page: string | undefined
  /** From the start of the process to its `ready`. */
  readonly readyMs: number
  ended(): boolean
  stop(): Promise<void>
}

const GATEWAY_FLAGS = [
  ...['vu', 'llp', 'ktn'].flatMap((dialect) => ['--listen', `${dialect}=127.0.0.1:0`]),
  ...['--option', 'ktn.pace=0', '--option', 'ktn.history=none'],
  ...['--log-level', 'info'],
]

/** With their paces, as people have them. */
const ALL_DIALECTS = [
  ...['vu', 'llp', 'ktn', 'ghostr', 'ghostr-text', 'toom', 'irc'].flatMap((dialect) => [
    ...['--listen', `${dialect}=127.0.0.1:0`],
  ]),
  ...['--data', 'memory', '--log-level', 'error'],
]

export type Commands = Readonly<Record<SubjectName, readonly string[] | undefined>>

/** How each is started; undefined for what cannot be measured. */
export function commands(flags: Flags, programs: Programs): Commands {
  const node = process.execPath
  const ceiling = join(import.meta.dirname, 'ceiling/main.ts')
  const start = [node, join(root, 'packages/parley/bin/parley.js'), 'serve']
  const serve = [...start, '--web', 'off']
  const built = [...serve, ...GATEWAY_FLAGS]
  const viewed = [...start, '--web', '0', ...GATEWAY_FLAGS, '--data', 'memory']
  const open = flags.gateway === undefined ? [...serve, ...ALL_DIALECTS] : undefined
  const stored = [...built, '--data', join(programs.folder, 'stored')]
  const relaxed = [...built, '--data', join(programs.folder, 'relaxed')]
  const recording = ['--data', 'memory', '--record', join(programs.folder, 'recorded.ndjson')]
  const tapped = [node, '--import', 'tsx', join(import.meta.dirname, 'tapped.ts')]
  return {
    relay: [programs.relay, '0'],
    ceiling: [node, '--import', 'tsx', ceiling],
    gateway: flags.gateway?.split(/\s+/) ?? [...built, '--data', 'memory'],
    stored: flags.gateway === undefined ? stored : undefined,
    relaxed: flags.gateway === undefined ? [...relaxed, '--durability', 'relaxed'] : undefined,
    open,
    limited: open && [...open, '--limit', 'exemptLoopback=false'],
    viewed: flags.gateway === undefined ? viewed : undefined,
    recorded: flags.gateway === undefined ? [...built, ...recording] : undefined,
    tapped: flags.tap === undefined ? tapped : flags.tap.split(/\s+/),
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n')
}

/** Waits for `ready`; what the server says on stderr goes to `log`, and is quoted if it fails. */
export function startServer(command: readonly string[], log: string): Promise<Server> {
  const started = performance.now()
  const child = launch(command, root, ['ignore', 'pipe', openSync(log, 'w')])
  const ports = new Map<string, number>()
  let page: string | undefined
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(limit)
      reject(new Error(`${command.join(' ')}: ${why}\n${lastLines(log)}`))
      void stop(child)
    }
    const limit = setTimeout(() => fail('not ready in time'), READY_LIMIT_MS)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (status) => fail(`ended with status ${status}`))
    if (child.stdout === null) return
    createInterface(child.stdout).on('line', (line) => {
      const [, dialect, port] = /^listening (\S+) 127\.0\.0\.1:(\d+)$/.exec(line) ?? []
      if (dialect !== undefined) ports.set(dialect, Number(port))
      page ??= /^listening web (\S+)$/.exec(line)?.[1]
      if (line !== 'ready' || child.pid === undefined) return
      clearTimeout(limit)
      resolve({
        pid: child.pid,
        ports,
        page,
        readyMs: performance.now() - started,
        ended: () => hasEnded(child),
        stop: () => stop(child),
      })
    })
  })
}
