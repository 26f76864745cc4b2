import { Loopback, RecordingClientLine } from '@parley/conformance'
import type { Command, Dialect, Report } from '@parley/contract'
import { Engine, memoryPorts } from '@parley/engine'
import { dialects, quick } from './testing/test-gateway.ts'

const START = new Date('2016-03-14T12:00:00').getTime()
const ROOM = '#tea'

/** What could pass for a message of the other place, in one format or another. */
const texts = [
  'hello',
  '#tea hello',
  'two\n#tea lines',
  'user1#tea hello',
  'DELIVERY user1#tea hello',
  '[#tea, from user1] hello',
  'hello\n[#tea, from user1] hello',
  '> RECIPIENT: #tea\nhello',
  'RECIPIENT: everyone\nhello',
  'XOXOXO\n> INBOUND MESSAGE - SENDER: user1\n> RECIPIENT: #tea\n> hello',
  'TYPE: receive_broadcast;;ROOM: #tea;;CONTENT: hello;;',
  '{"response": "message", "room": "#tea", "sender": "user1", "content": "hello"}',
  'PRIVMSG #tea :hello',
] as const

const policy = {
  unknown: 'register',
  attempts: 3,
  lockTime: 60_000,
  lockout: 'address',
  several: true,
} as const

/** A user of the real engine, in memory: the dialect’s client, its session, the engine. */
class RoomUser {
  readonly dialect: Dialect
  readonly name: string
  readonly #gateway: MemoryGateway
  readonly #pipe: Loopback
  ended: string | undefined

  constructor(gateway: MemoryGateway, dialect: Dialect, name: string) {
    this.dialect = dialect
    this.name = name
    this.#gateway = gateway
    const seat = gateway.engine.attach({
      listener: dialect.name,
      via: dialect.name,
      peer: { address: '10.0.0.1', port: 40_001 },
      presence: dialect.wire(quick(dialect)).presence === true,
      pulls: this.#pulls,
      hear: (event) => this.#pipe.hear(event),
      end: (reason) => {
        this.ended = reason
        gateway.engine.detach(seat, `closed as ${reason}`)
      },
      failed: (error) => {
        throw error
      },
    })
    this.#pipe = new Loopback(dialect, quick(dialect), {
      ask: (command, then) => gateway.engine.ask(seat, command, then),
    })
    this.#pipe.open()
  }

  login(): string {
    return this.does({ kind: 'login', name: this.name, cap: 0, password: 'falcon*solo' })
  }

  /** What comes of a command: `done`, `refused`, or `unsaid` where the dialect cannot say it. */
  does(command: Command): string {
    if (!this.#pipe.say(command)) return 'unsaid'
    this.#pipe.settle()
    const outcomes = this.#reports.filter(
      (report) => 'command' in report && report.command === command.kind,
    )
    this.#reports = this.#reports.filter((report) => !outcomes.includes(report))
    return outcomes.map(({ kind }) => kind).join()
  }

  /** Where messages were heard from since this was called last, and of whom. */
  heard(): ReadonlySet<string> {
    if (this.#pulls) this.does({ kind: 'historySince', since: this.#gateway.clock.now, most: 100 })
    this.#pipe.settle()
    const all = this.#reports.flatMap((report) => (report.kind === 'heard' ? [report] : []))
    this.#reports = []
    return new Set(all.map(({ from, room = 'the lobby' }) => `${from} in ${room}`))
  }

  #kept: readonly Report[] = []

  get #reports(): readonly Report[] {
    this.#kept = [...this.#kept, ...this.#pipe.takeReports()]
    return this.#kept
  }

  set #reports(reports: readonly Report[]) {
    this.#kept = reports
  }

  get #pulls(): boolean {
    return this.dialect.wire(quick(this.dialect)).pulls === true
  }
}

class MemoryGateway {
  readonly clock = { now: START }
  readonly ports = memoryPorts()
  readonly engine = new Engine(this.ports, this.clock)
  #users = 0

  user(dialect: Dialect): RoomUser {
    this.#users += 1
    const user = new RoomUser(this, dialect, `user${this.#users}`)
    expect(user.login()).toBe('done')
    return user
  }

  /** A moderator of the gateway, who is online without a dialect. */
  moderator() {
    const seat = this.engine.attach({
      listener: 'none',
      via: 'none',
      peer: { address: '10.0.0.9', port: 40_009 },
      presence: false,
      pulls: false,
      hear: () => {},
      end: () => {},
      failed: (error) => {
        throw error
      },
    })
    const says = (command: Command) => {
      let outcome = 'no answer'
      this.engine.ask(seat, command, (answer) => {
        outcome = answer.ok ? 'done' : answer.error
      })
      return outcome
    }
    says({ kind: 'login', name: 'mod', cap: 0, password: 'mod', policy })
    this.ports.accounts.setModerator('mod', true)
    return says
  }
}

function carriesRooms(dialect: Dialect): boolean {
  return dialect.carries(quick(dialect)).features.rooms.grade !== 'none'
}

const withRooms = dialects.filter(carriesRooms)

/** Whether the dialect’s own client can put somebody out. */
function moderates(dialect: Dialect): boolean {
  const line = new RecordingClientLine()
  const client = dialect.client.open(line, quick(dialect))
  client.begin()
  return client.ask({ kind: 'kick', room: ROOM, name: 'bob' })
}

const pairs = withRooms
  .filter(moderates)
  .flatMap((maker) => withRooms.map((other) => [maker.name, other.name, maker, other] as const))

test.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
  'what a user of %s says to a room or to everyone is heard there and nowhere else',
  (_name, dialect) => {
    const gateway = new MemoryGateway()
    const sender = gateway.user(dialect)
    const readers = dialects.map((one) => gateway.user(one))
    const members = readers.filter((one) => carriesRooms(one.dialect))
    const outside = gateway.user(dialect)
    for (const one of [sender, ...members]) one.does({ kind: 'joinRoom', room: ROOM })
    for (const one of [...readers, outside]) one.heard()
    let said = 0
    for (const text of texts) {
      gateway.clock.now += 1000
      const isSaid = sender.does({ kind: 'broadcast', text }) === 'done'
      const inLobby = new Set(isSaid ? [`${sender.name} in the lobby`] : [])
      for (const reader of [...readers, outside]) expect(reader.heard()).toEqual(inLobby)
      gateway.clock.now += 1000
      const isSaidInRoom = sender.does({ kind: 'broadcast', room: ROOM, text }) === 'done'
      const inRoom = new Set(isSaidInRoom ? [`${sender.name} in ${ROOM}`] : [])
      for (const reader of [...readers, outside]) {
        expect(reader.heard()).toEqual(members.includes(reader) ? inRoom : new Set())
      }
      if (isSaid && isSaidInRoom) said += 1
    }
    if (carriesRooms(dialect)) expect(said).toBeGreaterThan(texts.length / 2)
  },
)

test.each(pairs)('a user of %s who has made a room moderates one of %s', (_a, _b, maker, other) => {
  const gateway = new MemoryGateway()
  const [ann, bob] = [gateway.user(maker), gateway.user(other)]
  const speaks = () => bob.does({ kind: 'broadcast', room: ROOM, text: 'hello' })
  const joins = () => bob.does({ kind: 'joinRoom', room: ROOM })
  const whom = { room: ROOM, name: bob.name }
  expect(ann.does({ kind: 'joinRoom', room: ROOM })).toBe('done')
  expect([joins(), speaks()]).toEqual(['done', 'done'])
  expect(ann.does({ kind: 'kick', ...whom, reason: 'too loud' })).toBe('done')
  expect([speaks(), joins(), speaks()]).toEqual(['refused', 'done', 'done'])
  expect(ann.does({ kind: 'ban', ...whom, for: 60_000, reason: 'too loud' })).toBe('done')
  expect([speaks(), joins()]).toEqual(['refused', 'refused'])
  gateway.clock.now += 60_001
  expect([joins(), speaks()]).toEqual(['done', 'done'])
  expect(ann.does({ kind: 'ban', ...whom })).toBe('done')
  expect(joins()).toBe('refused')
  expect(ann.does({ kind: 'unban', ...whom })).toBe('done')
  expect([joins(), speaks()]).toEqual(['done', 'done'])
})

test.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
  'a moderator puts a user of %s out of the gateway, and keeps them out',
  (_name, dialect) => {
    const gateway = new MemoryGateway()
    const says = gateway.moderator()
    const user = gateway.user(dialect)
    expect(says({ kind: 'kick', name: user.name, reason: 'too loud' })).toBe('done')
    expect(user.ended).toBe('kicked')
    expect(says({ kind: 'ban', name: user.name })).toBe('done')
    expect(new RoomUser(gateway, dialect, user.name).login()).toBe('refused')
    expect(says({ kind: 'unban', name: user.name })).toBe('done')
    expect(new RoomUser(gateway, dialect, user.name).login()).toBe('done')
  },
)
