/**
 * Plays a conversation of three people whose clients have nothing in common: one in a telnet
 * session, one speaking HELLO-FROM, one speaking JSON. Everything printed went over a TCP socket.
 *
 *     npm run demo
 *     npm run demo -- --slow      on a gateway with a page to watch it on, until Ctrl-C
 */
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { play, type Stage, spoken } from './conversation.ts'
import { slowness } from './flags.ts'
import { DemoGateway } from './gateway.ts'

/** Of the colours of a terminal. */
const colourOf: ReadonlyMap<string, number> = new Map([
  ['olivia', 35],
  ['bob', 36],
  ['kari', 33],
])
const colours = process.stdout.isTTY && !process.env.NO_COLOR

/** Pauses of a slow conversation; the first, in which the page is opened, is as long as three. */
const PAUSES = 9
const FIRST = 3

const print = (line: string) => void process.stdout.write(`${line}\n`)

const show: Stage['show'] = (name, dialect, direction, line) => {
  const label = `${name} (${dialect})`.padEnd(12)
  const coloured = colours ? `\u001b[${colourOf.get(name)}m${label}\u001b[0m` : label
  print(`${coloured} ${direction} ${line}`.trimEnd())
}

async function playQuickly(gateway: DemoGateway): Promise<void> {
  const leave = await play({
    port: (dialect) => gateway.port(dialect),
    show,
    pause: async () => {},
  })
  leave()
}

/** Takes about so many seconds, and keeps everybody there until the demo or the gateway is ended. */
async function playSlowly(gateway: DemoGateway, seconds: number): Promise<void> {
  const pause = (seconds * 1000) / (PAUSES + FIRST)
  const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), gateway.ended])
  const over = new AbortController()
  void asked.then(() => over.abort())
  const wait = async (time: number) => void (await delay(time, undefined, { signal: over.signal }))
  print(`Open this page and watch: ${gateway.page}\n`)
  await wait(FIRST * pause)
  const leave = await play({ port: (one) => gateway.port(one), show, pause: () => wait(pause) })
  print('\nThey stay. Join them from the page; Ctrl-C ends it.')
  await asked
  leave()
}

const seconds = slowness(process.argv.slice(2))
const gateway = await DemoGateway.open(spoken, seconds === undefined ? 'off' : 'on')
// The reader has closed the pipe, as `head` does once it has its lines.
process.stdout.once('error', () => {
  void gateway.close()
  process.exit()
})
try {
  await (seconds === undefined ? playQuickly(gateway) : playSlowly(gateway, seconds))
} catch (error) {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
} finally {
  await gateway.close()
}
