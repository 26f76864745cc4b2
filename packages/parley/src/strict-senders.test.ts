import { jest } from '@jest/globals'
import { Loopback } from '@parley/conformance'
import { type Audience, cleanText, type Dialect } from '@parley/contract'
import { Engine, memoryPorts } from '@parley/engine'
import { dialects } from './testing/test-gateway.ts'

jest.setTimeout(120_000)

const START = new Date('2016-03-14T12:00:00').getTime()

/** What a terminal obeys, and what some reader takes for a line end. */
const nasty = [
  'esc \x1b[2J and more',
  'osc \x1b]52;c;cm0gLXJm\x07 end',
  'cr \rDELIVERY bob I owe you',
  'separator \u2028DELIVERY bob I owe you',
  'paragraph \u2029MESSAGE bob',
  'next \x85line',
  'form \ffeed \vtab',
  'bell \x07 \x00 nul',
]

const pairs = dialects.flatMap((from) =>
  dialects.flatMap((to) => [
    [from.name, to.name, from, to, false] as const,
    [from.name, `strict ${to.name}`, from, to, true] as const,
  ]),
)

function optionsOf(dialect: Dialect, strict: boolean): unknown {
  return dialect.options.parse('pace' in dialect.optionNotes ? { strict, pace: 0 } : { strict })
}

/** A user of the real engine, and the texts of all that the session was told. */
function user(engine: Engine, dialect: Dialect, name: string, strict: boolean) {
  const options = optionsOf(dialect, strict)
  const heard: string[] = []
  const seat = engine.attach({
    listener: `${dialect.name} ${name}`,
    via: dialect.name,
    peer: { address: '127.0.0.1', port: 40_001 },
    presence: false,
    pulls: dialect.wire(options).pulls === true,
    raw: strict,
    hear: (event) => {
      if ('text' in event) heard.push(event.text)
      pipe.hear(event)
    },
    failed: (error) => expect(error).toBeUndefined(),
  })
  const pipe = new Loopback(dialect, options, {
    ask: (command, then) => engine.ask(seat, command, then),
  })
  pipe.open()
  pipe.say({ kind: 'login', name, cap: 0, password: 'falcon*solo' })
  pipe.settle()
  pipe.takeReports()
  return { pipe, heard }
}

/** What the receiver’s client has heard of what a strict sender’s client said. */
function heard(from: Dialect, to: Dialect, strict: boolean, audience: Audience): string[] {
  const engine = new Engine(memoryPorts(), { now: START })
  const sender = user(engine, from, 'sender', true)
  const receiver = user(engine, to, 'receiver', strict)
  const texts: string[] = []
  for (const text of nasty) {
    sender.pipe.say(
      audience === 'one' ? { kind: 'send', to: 'receiver', text } : { kind: 'broadcast', text },
    )
    sender.pipe.settle()
    receiver.pipe.say({ kind: 'historySince', since: 0, most: 100 })
    receiver.pipe.settle()
    for (const report of receiver.pipe.takeReports()) {
      if (report.kind === 'heard') texts.push(report.text)
    }
  }
  return [...texts, ...receiver.heard]
}

test.each(pairs)('what strict %s says comes clean to %s', (_from, _to, from, to, strict) => {
  for (const audience of ['one', 'everyone'] as const) {
    for (const text of heard(from, to, strict, audience)) {
      const mayBeRaw = strict && from === to
      if (!mayBeRaw) expect(text).toBe(cleanText(text))
    }
  }
})
