import type { Command } from '@parley/contract'
import { seeded } from '@parley/framing'
import { type Act, FORMAT, type Op } from './op.ts'
import { Replica } from './replica.ts'
import { decodeState, encodeState, type ReplicaState } from './replica-state.ts'
import { policy } from './testing/three.ts'

const NAMES = ['ann', 'bob', 'carl', 'Carl', 'dora', 'eve', 'mod', 'moddy']
const ROOMS = ['#tea', '#chat', '#news', '']
const SEATS = 6
const GATEWAYS = ['one', 'two']

function fail(error: unknown): never {
  throw error
}

/** Entries of two gateways whose users do anything: the same for the same seed. */
class Doings {
  readonly #random: () => number
  readonly #numbers = new Map(GATEWAYS.map((node) => [node, 1]))
  #sequence = 0

  constructor(seed: number) {
    this.#random = seeded(seed)
  }

  next(): { readonly sequence: number; readonly time: number; readonly op: Op } {
    this.#sequence += 1
    const node = GATEWAYS[this.#sequence % 2] ?? ''
    const n = this.#numbers.get(node) ?? 0
    this.#numbers.set(node, n + 1)
    const epoch = node === 'two' ? 1 : 2
    const act: Act = n === 1 ? { kind: 'node-up', config: '' } : this.#act(node)
    const op = { version: FORMAT, node, epoch, n, act }
    return { sequence: this.#sequence, time: this.#sequence * 700, op }
  }

  #act(node: string): Act {
    const chance = this.#random()
    const seat = this.#below(SEATS)
    if (chance < 0.02) {
      return { kind: 'close', seat, ...(chance < 0.01 && { reason: 'gone home' }) }
    }
    if (chance < 0.06) {
      const name = this.#of(NAMES)
      const changes = [
        { kind: 'moderator', name, isOne: true },
        { kind: 'remove', name },
        { kind: 'add', name, hash: '*' },
        { kind: 'unlock', name },
      ] as const
      return { kind: 'account', change: this.#of(changes) }
    }
    const peer = { address: `192.0.2.${seat}`, port: seat }
    const names = seat === 2 ? ('exact' as const) : ('alike' as const)
    const seating = {
      listener: `${node} vu`,
      via: 'vu',
      peer,
      pulls: seat === 1,
      raw: seat === 3,
      names,
    }
    const command = this.#command()
    const verdict = this.#of([
      { kind: 'hash', hash: '*' },
      { kind: 'verify', of: '*', right: true },
      { kind: 'verify', of: '*', right: false },
    ] as const)
    return { kind: 'ask', seat, command, seating, verdict }
  }

  #command(): Command {
    const name = this.#of(NAMES)
    const room = this.#of(ROOMS)
    const place = room === '' ? {} : { room }
    const text = `text\u001b ${this.#below(1000)}`
    const inside = room || '#tea'
    const number = this.#below(9) + 1
    const several = { ...policy, several: true }
    const commands: readonly Command[] = [
      { kind: 'login', name, cap: 0 },
      { kind: 'login', name, cap: 0, password: '*', policy: several },
      { kind: 'login', name, cap: 0, password: '*', policy: several },
      { kind: 'login', name, cap: 9, password: '', policy },
      { kind: 'send', to: name, text },
      { kind: 'send', to: name, text, private: true },
      { kind: 'broadcast', text, ...place },
      { kind: 'broadcast', text, ...place },
      { kind: 'joinRoom', room: inside },
      { kind: 'joinRoom', room: inside },
      { kind: 'leaveRoom', room: inside },
      { kind: 'setTopic', text, ...place },
      { kind: 'kick', name, ...place },
      { kind: 'ban', name, for: 60_000, ...place },
      { kind: 'mute', name, for: 60_000, ...place },
      { kind: 'unban', name, ...place },
      { kind: 'rename', name },
      { kind: 'away', text },
      { kind: 'block', name },
      { kind: 'unblock', name },
      { kind: 'remove', number, posted: 0, ...place },
      { kind: 'received', upTo: this.#sequence },
      { kind: 'logout' },
    ]
    return this.#of(commands)
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end)
  }

  #of<Item>(items: readonly Item[]): Item {
    const item = items[this.#below(items.length)]
    if (item === undefined) throw new Error('there are none')
    return item
  }
}

/** Of users what a list shows, and not their connections. */
const shown = (answers: unknown) =>
  JSON.stringify(answers, (key, value) => (key === 'sessions' ? undefined : value))

const textOf = ({ state }: Replica) => JSON.stringify(state)

/** How much there has been of what a state can hold. */
function count(seen: Record<string, number>, { engine, ports }: ReplicaState): void {
  const now = {
    members: engine.members.length,
    'several sessions of one name': engine.members.filter(({ length }) => length > 1).length,
    departed: engine.departed.length,
    failures: engine.failures.length,
    rooms: engine.rooms.rooms.filter(({ members }) => members.length > 0).length,
    topic: engine.rooms.lobby === undefined ? 0 : 1,
    raw: engine.raw.length,
    accounts: ports.accounts.accounts.length,
    locks: ports.locks.length,
    timeline: ports.timeline.before,
    mailbox: ports.mailbox.length,
    blocks: ports.blocks.length,
    restrictions: ports.restrictions.length,
  }
  for (const [what, much] of Object.entries(now)) seen[what] = Math.max(seen[what] ?? 0, much)
}

test.each([1, 3])(
  'a replica that goes on from the state of another one stays its equal (seed %i)',
  async (seed) => {
    const doings = new Doings(seed)
    const limits = { timelineMessages: 3 }
    const first = new Replica(limits, fail)
    let later = new Replica(limits, fail)
    const seen: Record<string, number> = {}
    for (let round = 0; round < 20; round++) {
      const copy = new Replica(limits, fail)
      const state = decodeState(await encodeState(first.state))
      if (state === undefined) throw new Error('it is not damaged')
      copy.restore(state)
      expect(textOf(copy)).toBe(textOf(first))
      later = copy
      for (let entry = 0; entry < 60; entry++) {
        const { sequence, time, op } = doings.next()
        const answers = [first, later].map((replica) => {
          const answered: unknown[] = []
          const local = {
            seatOf: () => undefined,
            answered: (_op: Op, answer: unknown) => answered.push(answer),
            changed: (_op: Op, fault: unknown) => answered.push(fault),
          }
          return shown([replica.apply(sequence, time, op, local), answered])
        })
        expect(answers[1]).toBe(answers[0])
      }
      expect(textOf(later)).toBe(textOf(first))
      count(seen, first.state)
    }
    for (const [what, most] of Object.entries(seen)) expect([what, most]).not.toEqual([what, 0])
  },
)

test('what is damaged is not taken', async () => {
  const bytes = await encodeState(new Replica({}, fail).state)
  expect(decodeState(bytes)).toMatchObject({ sequence: 0 })
  expect(decodeState(bytes.subarray(0, -1))).toBe(undefined)
})
