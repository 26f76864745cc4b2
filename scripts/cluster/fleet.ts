import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Broker } from '../../packages/parley/src/testing/broker.ts'
import { CutPoint } from './cut-point.ts'

const program = join(import.meta.dirname, '../../packages/parley/bin/parley.js')

/** The name of the cluster of every run: each has a broker of its own. */
export const CLUSTER = 'tried'

/** More than any run says, so that all of it can be compared. */
const keep = ['--keep', 'timelineMessages=10000000', '--keep', 'timelineBytes=2000000000']

/** What is kept of the log of a gateway, in characters. */
const LONGEST_LOG = 2000

/** The dialects that the scripts speak: one for requests of one line, one with a history. */
const listeners = [
  '--listen',
  'vu=0',
  '--listen',
  'llp=0',
  '--limit',
  'floodRate=0',
  '--drain-time',
  '2',
]

/** A gateway in a process of its own, which can be started again. */
export class Member {
  readonly name: string
  /** The end of what it has logged. */
  log = ''
  /** Its way to the broker. */
  readonly way: CutPoint
  #child: ChildProcess | undefined
  #text = ''

  constructor(name: string, way: CutPoint) {
    this.name = name
    this.way = way
  }

  /** Resolves once it serves; rejects where it ends before. */
  async begin(): Promise<void> {
    this.#text = ''
    const place = ['--cluster', this.way.url, '--cluster-name', CLUSTER]
    const args = [program, 'serve', ...place, '--web', 'off', ...listeners, ...keep]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    child.stderr.on('data', (bytes) => {
      this.log = `${this.log}${bytes}`.slice(-LONGEST_LOG)
    })
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (bytes) => {
        this.#text += String(bytes)
        if (this.#text.includes('ready\n')) resolve()
      })
      child.once('exit', () => reject(new Error(`${this.name} ended: ${this.log}`)))
    })
  }

  get isRunning(): boolean {
    const child = this.#child
    return child !== undefined && child.exitCode === null && child.signalCode === null
  }

  /** Of its listener for a dialect; the former one while it is down. */
  port(dialect: string): number {
    const [, port] = new RegExp(`^listening ${dialect} \\S+:(\\d+)$`, 'm').exec(this.#text) ?? []
    return Number(port)
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name)
  }

  /** Ends it as an operator does; gives its exit status. */
  async end(): Promise<number | null> {
    const child = this.#child
    if (child === undefined || !this.isRunning) return null
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
    return child.exitCode
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined || !this.isRunning) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
}

/** A broker, and gateways around it. */
export interface Fleet {
  readonly broker: Broker
  readonly members: readonly Member[]
}

export async function startFleet(count: number): Promise<Fleet> {
  const broker = await Broker.start()
  const members: Member[] = []
  for (let at = 0; at < count; at++) {
    members.push(new Member(`gateway ${at}`, await CutPoint.open(broker.url)))
  }
  for (const member of members) await member.begin()
  return { broker, members }
}

export async function endFleet({ broker, members }: Fleet): Promise<void> {
  for (const member of members) {
    member.signal('SIGCONT')
    await member.kill()
    member.way.close()
  }
  broker.signal('SIGCONT')
  await broker.kill()
}
