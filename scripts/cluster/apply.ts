import { type Act, decodeOp, encodeOp, FORMAT } from '../../packages/cluster/src/op.ts'
import { Replica } from '../../packages/cluster/src/replica.ts'

const MESSAGES = 100_000
const CROWDS = [1_000, 100_000] as const
const SECOND = 1000

/** How many entries one gateway carries out a second, without sockets and without a broker. */
export function measureApply(
  say: (text: string) => void,
  crowds: readonly number[] = CROWDS,
): readonly string[] {
  for (const names of crowds) {
    const replica = new Replica({}, (error) => {
      throw error
    })
    let n = 0
    const apply = (act: Act) => {
      n += 1
      const op = decodeOp(encodeOp({ version: FORMAT, node: 'one', epoch: 1, n, act }))
      if (replica.apply(n, n, op) !== 'taken') throw new Error(`entry ${n} was not taken`)
    }
    apply({ kind: 'node-up', config: '' })
    const before = process.memoryUsage().heapUsed
    const logins = perSecond(names, (at) => {
      const peer = { address: '127.0.0.1', port: 1 }
      const seating = { listener: 'one vu', via: 'vu', peer, pulls: false }
      const command = { kind: 'login', name: nameOf(at), cap: 0 } as const
      apply({ kind: 'ask', seat: at, command, seating })
    })
    const bytes = (process.memoryUsage().heapUsed - before) / names
    const sends = perSecond(MESSAGES, (at) => {
      const to = nameOf((at * 7) % names)
      apply({ kind: 'ask', seat: at % names, command: { kind: 'send', to, text: 'hello there' } })
    })
    const memory = `${Math.round(bytes)} bytes for each name`
    const begun = process.cpuUsage()
    const { length } = JSON.stringify(replica.state)
    const { user, system } = process.cpuUsage(begun)
    const writing = `${Math.round((user + system) / SECOND)} ms and ${length} bytes for a snapshot`
    say(
      `${names} names: ${logins} logins a second, ${sends} direct messages, about ${memory}, ${writing}\n`,
    )
  }
  return []
}

function nameOf(at: number): string {
  return `user${at}`
}

function perSecond(count: number, act: (at: number) => void): number {
  const since = performance.now()
  for (let at = 0; at < count; at++) act(at)
  return Math.round((count / (performance.now() - since)) * SECOND)
}
