import { Buffer } from 'node:buffer'
import { serverDialect } from '@parley/contract'
import { LineSplitter } from '@parley/framing'
import type { RecordedEvent, RecordingHeader } from '../event.ts'
import type { Pace } from './action.ts'
import { Player } from './player.ts'
import { type Role, scriptOf } from './script.ts'

const dialect = serverDialect({
  name: 'lines',
  defaultPort: 7000,
  shape: 'one line a message',
  splitter: () => new LineSplitter(),
  serve: () => ({ take: () => {}, hear: () => {} }),
})

const place = { address: '127.0.0.1', port: 40_001 }

/** What a recording says, as in `1 in hello\n`; `open`, `end client` and `close ended` stand for themselves. */
function eventsOf(lines: readonly string[]): readonly RecordedEvent[] {
  return lines.map((line, index) => {
    const [, connection, kind, text = ''] = /^(\d) (\w+) ?(.*)$/s.exec(line) ?? []
    const at = { time: 1000 * index, connection: Number(connection) }
    const bytes = Buffer.from(text)
    if (kind === 'open') return { ...at, kind, dialect: 'lines', peer: place, local: place }
    if (kind === 'in') return { ...at, kind, bytes }
    if (kind === 'took') return { ...at, kind, messages: [[Number(text)]] }
    if (kind === 'out') {
      const [, id, said = text] = /^#(\d+) (.*)$/s.exec(text) ?? []
      const data = Buffer.from(said)
      const frame = { length: data.length, messages: id === undefined ? [] : [Number(id)] }
      return { ...at, kind, bytes: data, frames: [frame] }
    }
    if (kind === 'end') return { ...at, kind, by: text === 'client' ? 'client' : 'server' }
    return { ...at, kind: 'close', reason: text }
  })
}

interface Setting {
  readonly role?: Role
  readonly by?: RecordingHeader['by']
  readonly pace?: Pace
  readonly connections?: readonly number[]
}

/** A player at the beginning, and what it wants to do until it waits. */
async function playing(lines: readonly string[], setting: Setting = {}) {
  const { role = 'client', by = 'proxy', pace = 'lockstep', connections = [] } = setting
  const started = Date.parse('2026-11-30T09:00:00Z')
  const dialects = { lines: { options: {} } }
  const header = { version: 1, started, by, secrets: 'kept', dialects } as const
  const choice = { role, dialect, connections: new Set(connections) }
  const script = await scriptOf(header, eventsOf(lines), choice)
  const settings = { slots: [], isExact: false, isTaking: false, pace, timeout: 3000 }
  const player = new Player(script, settings, 0)
  const acts = (now = 0): readonly string[] => {
    const action = player.next(now)
    switch (action.kind) {
      case 'open':
        player.opened(now)
        return [`open ${action.step.connection}`, ...acts(now)]
      case 'say':
        return [`say ${action.step.connection} ${Buffer.from(action.bytes)}`, ...acts(now)]
      case 'leave':
        return [`${action.how} ${action.connection}`, ...acts(now)]
      case 'wait':
        return [`wait ${action.until}`]
      case 'done':
        return ['done']
    }
  }
  const hear = (connection: number, text: string, now = 0) => {
    player.heard(connection, Buffer.from(text), now)
    return player.difference
  }
  return { player, acts, hear }
}

const chat = [
  '1 open',
  '1 in HELLO ann\n',
  '1 out hi ann\n',
  '2 open',
  '2 in HELLO bob\n',
  '2 out hi bob\n',
  '1 in SEND bob hi\n',
  '1 out ok\n',
  '2 out ann: hi\n',
  '2 in BYE\n',
  '2 end client',
  '2 end server',
]

test('in lockstep hears what was recorded, on all connections, before it goes on', async () => {
  const { player, acts, hear } = await playing(chat)
  expect(acts()).toEqual(['open 1', 'say 1 HELLO ann\n', 'wait 3001'])
  hear(1, 'hi a')
  expect(acts()).toEqual(['wait 3001'])
  hear(1, 'nn\n')
  expect(acts()).toEqual(['open 2', 'say 2 HELLO bob\n', 'wait 3001'])
  hear(2, 'hi bob\n')
  expect(acts()).toEqual(['say 1 SEND bob hi\n', 'wait 3001'])
  hear(1, 'ok\n')
  expect(acts()).toEqual(['wait 3001'])
  hear(2, 'ann: hi\n', 5)
  expect(acts(5)).toEqual(['say 2 BYE\n', 'end 2', 'wait 3006'])
  player.gone(2, 6)
  expect(acts(6)).toEqual(['wait 126'])
  expect(acts(126)).toEqual(['done'])
  expect(player.result(126)).toMatchObject({ difference: undefined, frames: 4, connections: 2 })
})

test('no earlier than it did, or all at once', async () => {
  const original = await playing(chat, { pace: 'original' })
  expect(original.acts()).toEqual(['open 1', 'wait 1'])
  expect(original.acts(1)).toEqual(['say 1 HELLO ann\n', 'wait 3002'])
  original.hear(1, 'hi ann\n', 2)
  expect(original.acts(2)).toEqual(['wait 3'])
  const { acts } = await playing(chat, { pace: 'max' })
  expect(acts().slice(0, -1)).toEqual([
    'open 1',
    'say 1 HELLO ann\n',
    'open 2',
    'say 2 HELLO bob\n',
    'say 1 SEND bob hi\n',
    'say 2 BYE\n',
    'end 2',
  ])
})

test('tells a frame that is another one, and where', async () => {
  const { acts, hear } = await playing(chat)
  acts()
  expect(hear(1, 'hi amy\n')).toMatchObject({
    kind: 'other',
    connection: 1,
    frame: 1,
    recorded: 2000,
    wanted: 'hi ann\n',
    came: 'hi amy\n',
    at: 4,
  })
  expect(acts()).toEqual(['done'])
})

test('tells a frame that does not come, for as long as it took and the timeout', async () => {
  const { player, acts } = await playing(['1 open', '1 in HELLO ann\n', '1 out hi ann\n'])
  expect(acts(10)).toEqual(['open 1', 'say 1 HELLO ann\n', 'wait 3011'])
  expect(acts(3011)).toEqual(['done'])
  expect(player.difference).toMatchObject({ kind: 'missing', frame: 1, wanted: 'hi ann\n' })
})

test('tells a frame that was not recorded, an end, and that there was none', async () => {
  const lines = ['1 open', '1 in HELLO ann\n', '1 out hi ann\n']
  const more = await playing(lines)
  more.acts()
  more.hear(1, 'hi ann\n')
  expect(more.hear(1, 'welcome\n')).toMatchObject({
    kind: 'unexpected',
    frame: 2,
    came: 'welcome\n',
  })
  const less = await playing(lines)
  less.acts()
  less.player.gone(1, 5)
  expect(less.player.difference).toMatchObject({ kind: 'ended', frame: 1, wanted: 'hi ann\n' })
  const open = await playing([...lines, '1 end server'])
  open.acts()
  open.hear(1, 'hi ann\n')
  open.acts()
  open.acts(10_000)
  expect(open.player.difference).toMatchObject({ kind: 'not-ended', connection: 1 })
})

test('what is left at the end of a stream is compared as one frame', async () => {
  const lines = ['1 open', '1 out half', '1 out  a line', '1 end server', '1 close ended']
  for (const [came, kind] of [
    ['half a line', undefined],
    ['half', 'other'],
  ] as const) {
    const { player, acts, hear } = await playing(lines)
    acts()
    hear(1, came)
    player.gone(1, 1)
    expect(player.difference?.kind).toBe(kind)
  }
})

/** Both have said something before anything was heard; carol hears both. */
const together = [
  '1 open',
  '2 open',
  '3 open',
  '1 in one\n',
  '2 in two\n',
  '3 out ann: one\n',
  '3 out bob: two\n',
]

test('what two said together may be heard in another order', async () => {
  const { acts, hear } = await playing(together)
  acts()
  hear(3, 'bob: two\nann: one\n')
  expect(acts(1000)).toEqual(['done'])
})

test('what one said is heard in its order, and one thing after the other too', async () => {
  const alone = await playing(together.map((line) => line.replace('2 in', '1 in')))
  alone.acts()
  expect(alone.hear(3, 'bob: two\nann: one\n')).toMatchObject({ kind: 'other', frame: 1 })
  const [open1 = '', open2 = '', open3 = '', one = '', two = '', ...heard] = together
  const [first = '', second = ''] = heard
  const after = await playing([open1, open2, open3, one, first, two, second], { by: 'gateway' })
  after.acts()
  expect(after.hear(3, 'bob: two\nann: one\n')).toMatchObject({ kind: 'other', frame: 1 })
})

test('two frames of one origin keep their order, where a gateway has told it', async () => {
  const lines = [
    ...together.slice(0, 5),
    '1 took 7',
    '1 took 8',
    '3 out #7 ann: one\n',
    '3 out #8 ann: more\n',
  ]
  const { acts, hear } = await playing(lines, { by: 'gateway' })
  acts()
  expect(hear(3, 'ann: more\nann: one\n')).toMatchObject({ kind: 'other', frame: 1 })
})

test('what a connection led to that is not played need not come', async () => {
  const lines = ['1 open', '2 open', '2 in one\n', '2 took 7', '1 out #7 bob: one\n', '1 in x\n']
  for (const came of ['', 'bob: one\n']) {
    const { acts, hear } = await playing(lines, { by: 'gateway', connections: [1] })
    expect(acts()).toEqual(['open 1', 'say 1 x\n', 'wait 120'])
    hear(1, came)
    expect(acts(120)).toEqual(['done'])
  }
})

test('an end that a gateway has recorded is done in its place', async () => {
  const lines = ['1 open', '2 open', '1 in x\n', '1 end client', '2 out 1 left\n', '2 in y\n']
  const { player, acts, hear } = await playing([...lines, '1 close peer-ended'], { by: 'gateway' })
  expect(acts()).toEqual(['open 1', 'open 2', 'say 1 x\n', 'end 1', 'wait 3001'])
  hear(2, '1 left\n', 20)
  expect(acts(20)).toEqual(['say 2 y\n', 'wait 3021'])
  player.gone(1, 30)
  expect(player.difference).toBeUndefined()
})

test('as a server says what a gateway has answered behind the end of a client', async () => {
  const lines = ['1 open', '1 in x\n', '1 end client', '1 out y\n', '1 close peer-ended']
  const { player, acts, hear } = await playing(lines, { role: 'server', by: 'gateway' })
  player.opened(0)
  hear(1, 'x\n')
  expect(acts()).toEqual(['say 1 y\n', 'wait 3001'])
})

test('a gateway records a reset behind what it led to, and earlier every end: where that does not come, the end is first', async () => {
  const lines = ['1 open', '2 open', '1 in x\n', '2 out 1 left\n', '1 close peer-ended', '2 in y\n']
  const { player, acts, hear } = await playing(lines, { by: 'gateway' })
  expect(acts()).toEqual(['open 1', 'open 2', 'say 1 x\n', 'wait 50'])
  expect(acts(50)).toEqual(['end 1', 'wait 3051'])
  hear(2, '1 left\n', 51)
  player.gone(1, 52)
  expect(acts(60)[0]).toBe('say 2 y\n')
})

test('who left right behind what another one did may hear more, and nobody else', async () => {
  const lines = ['1 open', '2 open', '2 in x\n', '1 end client', '1 close ended']
  for (const [said, kind] of [
    [lines, undefined],
    [lines.filter((line) => line !== '2 in x\n'), 'unexpected'],
  ] as const) {
    const { acts, hear } = await playing(said)
    acts()
    expect(hear(1, 'bob: x\n')?.kind).toBe(kind)
  }
})

test('as a server waits for clients, and says what the server said', async () => {
  const { player, acts, hear } = await playing(chat, { role: 'server' })
  expect(acts()).toEqual(['wait undefined'])
  expect(player.opened(0)).toBe(1)
  hear(1, 'HELLO ann\n')
  expect(acts()).toEqual(['say 1 hi ann\n', 'wait 3001'])
  expect(player.opened(0)).toBe(2)
  expect(hear(2, 'HELLO bill\n')).toMatchObject({ connection: 2, wanted: 'HELLO bob\n', at: 7 })
  expect(player.opened(0)).toBe(undefined)
})

test('says what it was told now, where it repeats what it was told', async () => {
  const { acts, hear } = await playing(['1 open', '1 out at 10:00:00\n', '1 in SINCE 10:00:00\n'])
  acts()
  hear(1, 'at 11:11:11\n')
  expect(acts()[0]).toBe('say 1 SINCE 11:11:11\n')
})
