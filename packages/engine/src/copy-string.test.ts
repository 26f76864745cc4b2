import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Engine, memoryPorts } from './index.ts'

const READ = 64 * 1024
const USERS = 500

/** A text as a session has it: cut from all that one read has brought. */
function cut(text: string, at: number): string {
  return `${text}${String.fromCharCode(32 + (at % 90)).repeat(READ)}`.slice(0, text.length)
}

function memory(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}

test('names and texts that are kept do not keep the reads alive that they came in', () => {
  const ports = memoryPorts()
  const engine = new Engine(ports, { now: 1 })
  const peer = { address: '10.0.0.1', port: 1 }
  ports.accounts.put({ name: 'absent-friend', hash: 'x', since: 1 })
  const before = memory()
  const seats = Array.from({ length: USERS }, (_, at) => {
    const attachment = { listener: 'a', via: 'any', peer, presence: false, pulls: at % 2 === 0 }
    const seat = engine.attach({ ...attachment, hear: () => {}, failed: () => {} })
    const name = cut(`a-name-of-many-letters-${at}`, at)
    engine.ask(seat, { kind: 'login', name, cap: 0 }, () => {})
    const ask = (text: string) => cut(`${text} that is long enough to be a slice, ${at}`, at)
    engine.ask(seat, { kind: 'broadcast', text: ask('a text for all') }, () => {})
    engine.ask(seat, { kind: 'block', name: cut('absent-friend', at) }, () => {})
    engine.ask(seat, { kind: 'unblock', name: cut('absent-friend', at) }, () => {})
    const to = cut('absent-friend', at)
    engine.ask(seat, { kind: 'send', to, text: ask('a letter') }, () => {})
    if (at % 3 === 0) engine.detach(seat)
    return seat
  })
  expect(memory() - before).toBeLessThan((USERS * READ) / 4)
  expect(seats).toHaveLength(USERS)
  expect(ports.timeline.last(9)).toHaveLength(9)
  expect(ports.mailbox.waiting('absent-friend', 0)).toHaveLength(USERS)
})
