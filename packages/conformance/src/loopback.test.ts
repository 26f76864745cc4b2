import { Buffer } from 'node:buffer'
import type { ClientLine, CloseReason, Line, Report } from '@parley/contract'
import { Loopback } from './index.ts'
import { ScriptedEngine } from './scripted-engine.ts'
import { IDLE, KEEP_ALIVE, keepAliveToy } from './testing/keep-alive-toy.ts'
import { type Toy, ToySession, toy } from './testing/toy.ts'
import { ToyClient } from './testing/toy-client.ts'
import { START } from './transcript.ts'

const options = toy.options.parse({})
const alice = { kind: 'login', name: 'alice', cap: 0 } as const
const list = { kind: 'list' } as const

function joined(dialect: Toy = toy, more: Partial<ConstructorParameters<typeof Loopback>[2]> = {}) {
  const engine = new ScriptedEngine()
  const closed: CloseReason[] = []
  const pipe = new Loopback(dialect, options, {
    ask: engine.ask,
    closed: (reason) => closed.push(reason),
    ...more,
  })
  pipe.open()
  return { engine, pipe, closed }
}

const kinds = (reports: readonly Report[]) =>
  reports.map((report) => ('command' in report ? `${report.kind} ${report.command}` : report.kind))

test('what one side says the other reads, before the call returns', () => {
  const { engine, pipe } = joined()
  expect(pipe.say(alice)).toBe(true)
  pipe.hear({ kind: 'direct', id: 1, time: START, from: 'bob', to: 'alice', text: 'hi\nyou' })
  expect(pipe.reports).toEqual([
    { kind: 'ready' },
    { kind: 'done', command: 'login' },
    { kind: 'heard', from: 'bob', text: 'hi\nyou', to: 'me' },
  ])
  expect(engine.asks).toEqual([alice])
  expect(pipe.say({ kind: 'block', name: 'bob' })).toBe(false)
  expect(pipe.takeReports()).toHaveLength(3)
  expect(pipe.reports).toEqual([])
})

test('reports can be taken as they come, and then none is kept', () => {
  const reports: Report[] = []
  const { pipe } = joined(toy, { report: (report) => reports.push(report) })
  pipe.say(alice)
  expect(kinds(reports)).toEqual(['ready', 'done login'])
  expect(pipe.reports).toEqual([])
})

test('no frame is taken while an ask is unanswered, and none is lost', () => {
  const { engine, pipe } = joined()
  engine.late = true
  for (const command of [alice, list, list]) pipe.say(command)
  expect(engine.asks).toEqual([alice])
  engine.answer()
  expect(engine.asks).toEqual([alice, list])
  engine.answer()
  engine.answer()
  expect(kinds(pipe.takeReports())).toEqual(['ready', 'done login', 'done list', 'done list'])
})

test('what is written can arrive in pieces', () => {
  const sizes: number[] = []
  const cut = (bytes: Uint8Array, from: 'client' | 'server') => {
    sizes.push(from === 'client' ? bytes.length : -bytes.length)
    return Array.from(bytes, (byte) => Uint8Array.of(byte))
  }
  const { pipe } = joined(toy, { cut })
  pipe.say(alice)
  expect(kinds(pipe.takeReports())).toEqual(['ready', 'done login'])
  expect(sizes).toEqual([-3, 9, -3])
})

test('the bound is the one before login until there is a login', () => {
  const { engine, pipe } = joined()
  pipe.server.push(Buffer.from(`IN ${'x'.repeat(5000)}\n`))
  pipe.say(alice)
  pipe.say({ kind: 'send', to: 'bob', text: 'x'.repeat(5000) })
  expect(engine.asks.map(({ kind }) => kind)).toEqual(['login', 'send'])
})

test('either side can close, and is told of once', () => {
  const byServer = joined()
  byServer.pipe.say(alice)
  byServer.pipe.say({ kind: 'logout' })
  expect(byServer.closed).toEqual(['logout'])
  expect(byServer.pipe.say(list)).toBe(false)
  const byClient = joined()
  byClient.pipe.client.close()
  byClient.pipe.hear({ kind: 'notice', text: 'hi', time: START })
  expect(byClient.closed).toEqual(['peer-ended'])
  expect(kinds(byClient.pipe.takeReports())).toEqual(['ready'])
})

test('a host that closes lets the session say why', () => {
  const { pipe, closed } = joined()
  pipe.say(alice)
  pipe.server.shut('shutdown')
  expect(pipe.reports.at(-1)).toEqual({ kind: 'notice', text: 'bye: shutdown' })
  expect(closed).toEqual(['shutdown'])
})

describe('time', () => {
  const sleepy: Toy = {
    ...toy,
    serve: (line: Line, given) =>
      new (class extends ToySession {
        override greet(): void {
          line.wakeAt(line.now + 2000)
        }
        override wake(): void {
          line.write('HI\n')
        }
      })(line, given),
    client: {
      ...toy.client,
      open: (line: ClientLine) =>
        new (class extends ToyClient {
          override begin(): void {
            line.wakeAt(line.now + 100)
          }
          override wake(): void {
            line.report({ kind: 'notice', text: `${line.now - START}` })
          }
        })(line, false, 100),
    },
  }

  test('stands still until it is let pass', () => {
    const { pipe } = joined(sleepy)
    expect(pipe.reports).toEqual([])
    pipe.settle()
    expect(pipe.reports).toEqual([{ kind: 'notice', text: '100' }, { kind: 'ready' }])
    expect(pipe.now).toBe(START + 2000)
  })

  test('passes for a second where nothing is asked, whoever wants to be woken for ever', () => {
    const { pipe, closed } = joined(keepAliveToy)
    for (let times = 1; times <= 10; times++) pipe.settle()
    expect(pipe.now).toBe(START + 10 * KEEP_ALIVE)
    expect(pipe.now).toBeGreaterThan(START + IDLE)
    expect(closed).toEqual([])
    expect(kinds(pipe.reports)).toEqual(['ready'])
  })

  test('stands still while the engine owes an answer', () => {
    const { pipe, engine } = joined(keepAliveToy)
    engine.late = true
    pipe.say(alice)
    pipe.settle()
    expect(pipe.now).toBe(START)
    engine.answer()
    expect(kinds(pipe.takeReports())).toEqual(['ready', 'done login'])
  })

  test('passes for a minute while a command has no outcome', () => {
    const deaf: Toy = {
      ...keepAliveToy,
      serve: (line) => ({
        greet: () => line.write('HI\n'),
        take: () => line.wakeAt(line.now + 7000),
        hear: () => {},
        wake: () => line.wakeAt(line.now + 7000),
      }),
    }
    const { pipe } = joined(deaf)
    pipe.say(alice)
    pipe.awaitOutcome()
    expect(pipe.now).toBe(START + 56_000)
    expect(kinds(pipe.reports)).toEqual(['ready'])
  })

  test('a session that never rests is a fault', () => {
    const restless: Toy = {
      ...toy,
      serve: (line, given) =>
        new (class extends ToySession {
          override greet(): void {
            line.wakeAt(line.now)
          }
          override wake(): void {
            line.wakeAt(line.now)
          }
        })(line, given),
    }
    expect(() => joined(restless).pipe.settle()).toThrow('more than 1000 times')
  })
})

test('a client that answers what it hears does so in order', () => {
  const chatty: Toy = {
    ...toy,
    client: {
      ...toy.client,
      open: (line: ClientLine) =>
        new (class extends ToyClient {
          override done(text: string): void {
            super.done(text)
            if (this.unanswered.length === 0 && text === '') this.ask(list)
          }
        })(line, false, 100),
    },
  }
  const { engine, pipe } = joined(chatty)
  pipe.say(alice)
  expect(engine.asks.map(({ kind }) => kind)).toEqual(['login', 'list'])
  expect(kinds(pipe.reports)).toEqual(['ready', 'done login', 'done list'])
})
