import { expect, test } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { ServerHost } from '@parley/session-host'
import { SmallRoom } from '../../compare/small-room.ts'
import { BrowserTerminal, type TransportEvents } from './browser-terminal.ts'
import type { Entry } from './entries.ts'

const names = ['llp', 'vu', 'ktn', 'ghostr', 'ghostr-text', 'toom']
const dialects: Dialect[] = []
for (const name of names) dialects.push((await import(`@parley/dialect-${name}`)).dialect)

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A terminal on a server's session in memory. What goes either way arrives at the next `settle`. */
function terminalOf(dialect: Dialect, room = new SmallRoom(() => 0)) {
  const options = dialect.options.parse('pace' in dialect.optionNotes ? { pace: 0 } : {})
  const made: { readonly events: TransportEvents }[] = []
  const due: (() => void)[] = []
  let now = 0
  let wanted: { readonly time: number; wake(): void }[] = []
  const wakeAt = (wake: () => void) => (time: number) => wanted.push({ time, wake })
  const settle = () => {
    for (let turns = 0; turns < 100; turns++) {
      for (let next = due.shift(); next !== undefined; next = due.shift()) next()
      const [first, ...others] = wanted.sort((one, other) => one.time - other.time)
      if (first === undefined || first.time > now + 1000) return
      wanted = others
      now = Math.max(now, first.time)
      first.wake()
    }
  }
  const connect = (events: TransportEvents) => {
    const ask = room.enter({
      ...{ via: dialect.name, presence: false },
      hear: (event) => server.hear(event),
    })
    const server: ServerHost = new ServerHost(dialect, options, {
      ...{ peer: { address: '', port: 1 }, address: '', ask },
      get now() {
        return now
      },
      standIn: (names, then) => then(names.map(() => undefined)),
      write: (frame) => {
        const bytes = typeof frame === 'string' ? encoder.encode(frame) : frame
        due.push(() => events.received(bytes))
      },
      close: () => due.push(() => events.closed()),
      wakeAt: wakeAt(() => server.wake()),
    })
    due.push(
      () => events.opened(),
      () => server.greet(),
    )
    made.push({ events })
    return {
      send: (bytes: Uint8Array) => due.push(() => server.push(bytes)),
      close: () => due.push(() => server.shut('peer-ended')),
    }
  }
  const owner = {
    get now() {
      return now
    },
    connect,
    wakeAt: wakeAt(() => terminal.wake()),
    added: () => {},
    changed: () => {},
  }
  const terminal: BrowserTerminal = new BrowserTerminal(dialect, owner)
  settle()
  const type = (line: string) => {
    terminal.type(line)
    settle()
  }
  return { terminal, made, type, settle }
}

function shown(entries: readonly Entry[]): string {
  return entries.flatMap((entry) => (entry.kind === 'shown' ? [entry.text] : [])).join('\n')
}

test.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
  'a person logs in with %s, writes to everyone, and says goodbye',
  (_name, dialect) => {
    const room = new SmallRoom(() => 0)
    const heard: string[] = []
    const ask = room.enter({
      ...{ via: 'none', presence: false },
      hear: (event) => {
        if (event.kind === 'public') heard.push(event.text)
      },
    })
    ask({ kind: 'login', name: 'bob', cap: 0 }, () => {})
    const { terminal, type } = terminalOf(dialect, room)
    const { login, welcome, broadcast, leave } = dialect.terminal.phrases
    for (const line of login('alice', 'falcon*solo')) type(line)
    expect(shown(terminal.entries)).toContain(welcome('alice'))
    for (const line of broadcast?.('hello') ?? []) type(line)
    expect(heard).toEqual(['hello'])
    for (const line of leave) type(line)
    expect(terminal.state).toBe('over')
    expect(terminal.asked).toBeUndefined()
  },
)

test('what goes over the wire stands beside the text, and a password is not shown', () => {
  const [dialect] = dialects.filter(({ name }) => name === 'vu')
  if (dialect === undefined) throw new Error('no vu')
  const { terminal, type } = terminalOf(dialect)
  type('alice')
  const wire = terminal.entries.flatMap((entry) => {
    return entry.kind === 'bytes' ? [`${entry.from} ${decoder.decode(entry.bytes)}`] : []
  })
  expect(wire).toEqual(['client HELLO-FROM alice\n', 'server HELLO alice\n'])
  const [secret] = dialects.filter(({ name }) => name === 'ghostr')
  if (secret === undefined) throw new Error('no ghostr')
  const other = terminalOf(secret)
  for (const line of secret.terminal.phrases.login('hans', 'falcon*solo')) other.type(line)
  const typed = other.terminal.entries.flatMap((entry) => {
    return entry.kind === 'typed' ? [entry.text] : []
  })
  expect(typed).toContain('***********')
  expect(typed).not.toContain('falcon*solo')
})

test('what an old connection says is not taken for the new one', () => {
  const [, dialect] = dialects
  if (dialect === undefined) throw new Error('no vu')
  const { terminal, made, settle } = terminalOf(dialect)
  terminal.reconnect()
  settle()
  const before = terminal.entries.length
  made[0]?.events.received(encoder.encode('DELIVERY eve hi\n'))
  made[0]?.events.closed()
  expect([terminal.entries.length, terminal.state]).toEqual([before, 'on'])
})
