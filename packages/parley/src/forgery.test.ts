import { jest } from '@jest/globals'
import { bodies, Loopback } from '@parley/conformance'
import type { Audience, Dialect, Report } from '@parley/contract'
import { Engine, memoryPorts } from '@parley/engine'
import { dialects, quick } from './testing/test-gateway.ts'

jest.setTimeout(120_000)

/** Generated bodies for each ordered pair of dialects and each audience. */
const BODIES = 2500

const START = new Date('2016-03-14T12:00:00').getTime()

const names = { from: 'sender', reader: 'receiver' }

/** Later than any message. */
const FAR_FUTURE = new Date('2100-01-01T00:00:00').getTime()

const pairs = dialects.flatMap((from) =>
  dialects.map((to) => [from.name, to.name, from, to] as const),
)
const texts = bodies(BODIES)

/** A user of the real engine, in memory: the dialect’s client, its session, the engine. */
function user(engine: Engine, dialect: Dialect, name: string): Loopback {
  const seat = engine.attach({
    listener: dialect.name,
    via: dialect.name,
    peer: { address: '127.0.0.1', port: 40_001 },
    presence: false,
    pulls: dialect.wire(quick(dialect)).pulls === true,
    hear: (event) => pipe.hear(event),
    end: (reason) => expect(reason).toBeUndefined(),
    failed: (error) => expect(error).toBeUndefined(),
  })
  const pipe = new Loopback(dialect, quick(dialect), {
    ask: (command, then) => engine.ask(seat, command, then),
  })
  pipe.open()
  pipe.say({ kind: 'login', name, cap: 0, password: 'falcon*solo' })
  pipe.settle()
  expect(pipe.takeReports()).toContainEqual({ kind: 'done', command: 'login' })
  return pipe
}

/** What the receiver hears; where it is told only when it asks, it asks until nothing new comes. */
function heardBy(receiver: Loopback, pulls: boolean, since: number): readonly Report[] {
  if (!pulls) return receiver.takeReports()
  const all: Report[] = []
  for (let from = since; ; from = FAR_FUTURE) {
    receiver.say({ kind: 'historySince', since: from, most: 100 })
    receiver.settle()
    const reports = receiver.takeReports().filter(({ kind }) => kind !== 'done')
    if (reports.length === 0 && from === FAR_FUTURE) return all
    all.push(...reports)
  }
}

function heardTexts(reports: readonly Report[]): readonly string[] {
  return reports.map((one) =>
    one.kind === 'heard' && one.from === 'sender' ? one.text : `not so: ${JSON.stringify(one)}`,
  )
}

/** The first body that does not arrive as declared; undefined where all do. */
function firstFault(from: Dialect, to: Dialect, audience: Audience) {
  const clock = { now: START }
  const engine = new Engine(memoryPorts(), clock)
  const pulls = to.wire(quick(to)).pulls === true
  const sender = user(engine, from, 'sender')
  const receiver = user(engine, to, 'receiver')
  const says = from.carries(quick(from))
  const hears = to.carries(quick(to))
  let said = 0
  for (const text of texts) {
    const spoken = says.says(text, audience)
    const command =
      audience === 'one'
        ? ({ kind: 'send', to: 'receiver', text } as const)
        : ({ kind: 'broadcast', text } as const)
    clock.now += 1000
    const taken = sender.say(command)
    sender.settle()
    const due = spoken === undefined ? [] : hears.hears(spoken, audience, names)
    const heard = heardTexts(heardBy(receiver, pulls, clock.now))
    const outcome = sender.takeReports()
    const answered = outcome.length === 1 && outcome[0]?.kind === 'done'
    const same = heard.length === due.length && heard.every((one, at) => one === due[at])
    if (!same || (spoken !== undefined && !answered)) return { text, taken, due, heard, outcome }
    if (spoken !== undefined) said += 1
  }
  expect(said).toBeGreaterThan(BODIES / 10)
  return undefined
}

describe.each(pairs)(
  '%s to %s: one message, true sender, the declared text',
  (_a, _b, from, to) => {
    test('to one', () => {
      expect(firstFault(from, to, 'one')).toBeUndefined()
    })

    test('to everyone', () => {
      expect(firstFault(from, to, 'everyone')).toBeUndefined()
    })
  },
)
