import { setTimeout as sleep } from 'node:timers/promises'
import { NatsLink } from '../../packages/cluster/src/nats-link.ts'
import { decodeOp } from '../../packages/cluster/src/op.ts'
import { Replica } from '../../packages/cluster/src/replica.ts'
import { SnapshotWriter } from '../../packages/cluster/src/snapshot-writer.ts'
import type { PublicMessage } from '../../packages/contract/src/index.ts'
import { seeded } from '../../packages/framing/src/index.ts'
import { CLUSTER, endFleet, type Fleet, type Member, startFleet } from './fleet.ts'
import { LineClient } from './line-client.ts'

const GATEWAYS = 3
const SENDERS = 12
const SECOND = 1000
/** So many of the newest messages are compared as each gateway shows them. */
const COMPARED = 500
/** A connection that is answered nothing for so long is given up: a stopped gateway says nothing. */
const PATIENCE = 15 * SECOND

interface Plan {
  readonly minutes: number
  readonly seed: number
}

const isLogin = (line: string) => /^(HELLO |IN-USE|BUSY|BAD-)/.test(line)
const isSent = (line: string) => /^(SEND-OK|BAD-|UNKNOWN)/.test(line)

/** Somebody who says numbered texts to everybody, on whichever gateway there is. */
class Sender {
  readonly name: string
  readonly acknowledged: number[] = []
  #next = 0
  #at: number
  readonly #members: readonly Member[]

  constructor(at: number, members: readonly Member[]) {
    this.name = `user${at}`
    this.#at = at
    this.#members = members
  }

  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const client = await this.#enter()
      while (client !== undefined && !isOver()) {
        const number = this.#next
        this.#next += 1
        const answer = await patient(client, client.ask(`SEND * ${this.name} ${number}`, isSent))
        if (answer !== 'SEND-OK') break
        this.acknowledged.push(number)
        await sleep(5)
      }
      client?.end()
      this.#at += 1
    }
  }

  async #enter(): Promise<LineClient | undefined> {
    const member = this.#members[this.#at % this.#members.length]
    const port = member?.isRunning ? member.port('vu') : 0
    if (port > 0) {
      const client = new LineClient(port)
      const answer = await patient(client, client.ask(`HELLO-FROM ${this.name}`, isLogin))
      if (answer?.startsWith('HELLO')) return client
      client.end()
    }
    await sleep(100)
    return undefined
  }
}

/** What comes within the time that one waits; the connection is ended otherwise. */
async function patient(
  client: LineClient,
  answer: Promise<string | undefined>,
): Promise<string | undefined> {
  const timer = setTimeout(() => client.end(), PATIENCE)
  try {
    return await answer
  } finally {
    clearTimeout(timer)
  }
}

/** Kills and stops gateways and the broker, and cuts their connections, while all talk; then compares. */
export async function tryChaos(
  { minutes, seed }: Plan,
  say: (text: string) => void,
): Promise<string[]> {
  const random = seeded(seed)
  say(`seed ${seed}\n`)
  return await whileAllTalk(say, async (fleet) => {
    const end = performance.now() + minutes * 60 * SECOND
    while (performance.now() < end) {
      await sleep((2 + random() * 6) * SECOND)
      say(`${await harm(fleet, random)}\n`)
    }
    await sleep(12 * SECOND)
    return []
  })
}

/** Ends each gateway in turn and starts it again, while all talk; then compares. */
export async function tryRestarts(rounds: number, say: (text: string) => void): Promise<string[]> {
  return await whileAllTalk(say, async ({ members }) => {
    const faults: string[] = []
    for (let round = 1; round <= rounds; round++) {
      for (const member of members) {
        await sleep(SECOND)
        const status = await member.end()
        if (status !== 0) faults.push(`${member.name} ended with ${status}: ${member.log}`)
        await member.begin()
        say(`round ${round}: ${member.name} was ended and started again\n`)
      }
    }
    await sleep(SECOND)
    return faults
  })
}

async function whileAllTalk(
  say: (text: string) => void,
  act: (fleet: Fleet) => Promise<string[]>,
): Promise<string[]> {
  const fleet = await startFleet(GATEWAYS)
  try {
    const senders = Array.from({ length: SENDERS }, (_, at) => new Sender(at, fleet.members))
    let isOver = false
    const talking = senders.map((sender) => sender.run(() => isOver))
    const faults = await act(fleet)
    isOver = true
    await Promise.all(talking)
    return [...faults, ...(await compared(fleet, senders, say))]
  } finally {
    await endFleet(fleet)
  }
}

async function harm({ broker, members }: Fleet, random: () => number): Promise<string> {
  const member = members[Math.floor(random() * members.length)]
  const time = (0.5 + random() * 14) * SECOND
  const kind = random()
  if (member === undefined || kind < 0.1) {
    broker.signal('SIGSTOP')
    await sleep(time)
    broker.signal('SIGCONT')
    return `the broker was stopped for ${Math.round(time)} ms`
  }
  if (kind < 0.2) {
    await broker.kill()
    await sleep(time / 3)
    await broker.begin()
    return `the broker was down for ${Math.round(time / 3)} ms`
  }
  if (kind < 0.4) {
    member.way.cut()
    await sleep(time)
    member.way.mend()
    return `${member.name} was cut off for ${Math.round(time)} ms`
  }
  if (kind < 0.7) {
    await member.kill()
    await sleep(time / 3)
    await member.begin()
    return `${member.name} was killed, and down for ${Math.round(time / 3)} ms`
  }
  member.signal('SIGSTOP')
  await sleep(time)
  member.signal('SIGCONT')
  return `${member.name} was stopped for ${Math.round(time)} ms`
}

/** Nothing acknowledged is missing, nothing is there twice, the order is kept, and all show the same. */
async function compared(
  { broker, members }: Fleet,
  senders: readonly Sender[],
  say: (text: string) => void,
): Promise<string[]> {
  const faults: string[] = []
  const timeline = await timelineOf(broker.url)
  const newest = timeline.slice(-COMPARED).map(({ from, text }) => `${from} | ${text}`)
  for (const [at, member] of members.entries()) {
    const shown = await historyAt(member, `reader${'abc'[at]}`)
    if (shown.join('\n') !== newest.join('\n')) {
      const first = newest.findIndex((line, index) => line !== shown[index])
      faults.push(`${member.name} shows "${shown[first]}" where the log has "${newest[first]}"`)
    }
  }
  say(`${timeline.length} messages; the last ${newest.length} as each gateway shows them\n`)
  const numbers = new Map<string, number[]>()
  for (const { from, text } of timeline) {
    const said = numbers.get(from) ?? []
    said.push(Number(text.split(' ').at(-1)))
    numbers.set(from, said)
  }
  for (const { name, acknowledged } of senders) {
    const said = numbers.get(name) ?? []
    const there = new Set(said)
    const isInOrder = said.every((number, at) => at === 0 || number > (said[at - 1] ?? 0))
    const missing = acknowledged.filter((number) => !there.has(number))
    if (!isInOrder) faults.push(`${name}: out of order, or twice`)
    if (missing.length > 0) faults.push(`${name}: acknowledged and missing: ${missing.join(' ')}`)
    if (acknowledged.length === 0) faults.push(`${name}: nothing was acknowledged`)
    say(`${name}: ${acknowledged.length} acknowledged, ${said.length} in the log\n`)
  }
  return faults
}

/** What a gateway would have that joins now. */
async function timelineOf(servers: string): Promise<readonly PublicMessage[]> {
  const link = await NatsLink.look({ servers, name: CLUSTER })
  const most = Number.MAX_SAFE_INTEGER
  const replica = new Replica({ timelineMessages: most, timelineText: most }, (error) => {
    throw error
  })
  const { last } = await link.state()
  const snapshot = await new SnapshotWriter(link, most, () => {}).read(await link.state())
  if (snapshot !== undefined) replica.restore(snapshot)
  await new Promise<void>((resolve) => {
    if (replica.sequence >= last) resolve()
    void link.read(replica.sequence + 1, (sequence, time, entry) => {
      replica.apply(sequence, time, decodeOp(entry))
      if (sequence >= last) resolve()
    })
  })
  await link.close()
  return [...replica.engine.newestMessages()].reverse()
}

/** The newest messages that a gateway shows, as `sender | text`. */
async function historyAt(member: Member, name: string): Promise<readonly string[]> {
  const client = new LineClient(member.port('llp'))
  await client.ask(`LOGIN ${name}`, (line) => line.startsWith('> OK - Hello'))
  await client.ask(`HISTORY ${COMPARED}`, (line) => line.startsWith('> OK - Data'))
  const lines: string[] = []
  while (lines.length < COMPARED) {
    const line = await client.next((one) => one.includes(' | '))
    if (line === undefined) break
    lines.push(line.slice(line.indexOf(' | ') + 3))
  }
  client.end()
  return lines
}
