import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { jest } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import type { SocketClient } from './testing/client.ts'
import { dialects, TestGateway } from './testing/test-gateway.ts'

jest.setTimeout(60_000)

const CLIENTS = 120
const RECEIVERS = 12
const VISITS = 4
const MESSAGES = 6

let host: TestGateway

beforeEach(async () => {
  host = await TestGateway.open()
})

afterEach(async () => {
  await host.close()
})

/** A reproducible source of numbers from 0 to below 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function cutWith(random: () => number) {
  return (bytes: Buffer): Buffer[] => {
    const at = Math.floor(random() * bytes.length)
    const middle = at + Math.floor(random() * (bytes.length - at))
    return [bytes.subarray(0, at), bytes.subarray(at, middle), bytes.subarray(middle)]
  }
}

function collectedHeap(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}

function pick<One>(all: readonly One[], random: () => number): One {
  const one = all[Math.floor(random() * all.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

interface Letter {
  readonly to: string
  readonly text: string
}

/** One client comes, sends, and goes in one of three ways; gives what it sent, all acknowledged. */
async function visit(dialect: Dialect, name: string, seed: number): Promise<Letter[]> {
  const random = numbers(seed)
  const client = await host.user(dialect, name, cutWith(random))
  const sent: Letter[] = []
  for (let count = 0; count < MESSAGES; count++) {
    const to = `receiver${Math.floor(random() * RECEIVERS)}`
    const text = `${seed} ${count} grüße 😀`
    if (client.say({ kind: 'send', to, text })) sent.push({ to, text })
  }
  await client.until(() => client.outcomes.length >= MESSAGES)
  expect(client.outcomes).toEqual(new Array(MESSAGES).fill('done'))
  await leave(client, random)
  return sent
}

async function leave(client: SocketClient, random: () => number): Promise<void> {
  const closed = new Promise((resolve) => client.socket.on('close', resolve))
  const way = random()
  if (way < 0.3) client.socket.resetAndDestroy()
  else if (way < 0.6) client.socket.destroy()
  else {
    client.say({ kind: 'list' })
    client.socket.end('half a fra')
    client.socket.resume()
  }
  await closed
}

/** Every client visits several times; a name that is still taken is tried again under a new one. */
async function oneRound(round: number): Promise<Letter[]> {
  const all = Array.from({ length: CLIENTS }, async (_, index) => {
    const sent: Letter[] = []
    for (let count = 0; count < VISITS; count++) {
      const seed = (round * CLIENTS + index) * VISITS + count
      const dialect = pick(dialects, numbers(seed + 7))
      sent.push(...(await visit(dialect, `c${index}x${round}x${count}`, seed)))
    }
    return sent
  })
  return (await Promise.all(all)).flat()
}

/** What a receiver hears of `text`, as its dialect’s model says. */
function expected(dialect: Dialect, text: string): readonly string[] {
  return dialect.carries(dialect.options.parse({})).hears(text, 'one')
}

test(`${CLIENTS} clients come and go: nothing lost, doubled or reordered, no growth`, async () => {
  const receivers = new Map<string, { readonly dialect: Dialect; readonly client: SocketClient }>()
  for (let index = 0; index < RECEIVERS; index++) {
    const dialect = pick(dialects, () => index / RECEIVERS)
    const name = `receiver${index}`
    receivers.set(name, { dialect, client: await host.user(dialect, name) })
  }
  const heaps: number[] = []
  for (let round = 0; round < 3; round++) {
    const sent = await oneRound(round)
    expect(sent).toHaveLength(CLIENTS * VISITS * MESSAGES)
    for (const [name, { dialect, client }] of receivers) {
      const due = sent
        .filter(({ to }) => to === name)
        .flatMap(({ text }) => expected(dialect, text))
      const texts = () => client.reports.flatMap((one) => (one.kind === 'heard' ? [one.text] : []))
      await client.hear(due.length)
      const bySender = (all: readonly string[]) =>
        all
          .map((text, at) => ({ text, at, seed: /\d+(?= \d+ grüße)/.exec(text)?.[0] }))
          .sort((one, other) => Number(one.seed) - Number(other.seed) || one.at - other.at)
          .map(({ text }) => text)
      expect(bySender(texts())).toEqual(bySender(due))
      client.forget()
    }
    heaps.push(collectedHeap())
  }
  await host.gone(RECEIVERS)
  const [, second = 0, third = 0] = heaps
  expect(third - second).toBeLessThan(4 * 1024 * 1024)
})
