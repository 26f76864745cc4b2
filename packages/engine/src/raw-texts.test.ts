import type { AnswerOf, CommandKind, CommandOf, Event, Happening } from '@parley/contract'
import { Engine, memoryPorts, type Seat } from './index.ts'
import { MOST_RAW, MOST_RAW_TEXT } from './raw-texts.ts'

const SAID = 'a\x1b]52;c;\x07b\r\nc\u2028d'
const TOLD = 'a\ufffd]52;c;\ufffdb\nc\nd'

/** Users of an engine, some of them through `strict` listeners of a dialect. */
class Room {
  readonly clock = { now: 1_000_000 }
  readonly engine = new Engine(memoryPorts(), this.clock)
  readonly heard = new Map<string, Event[]>()
  readonly #seats = new Map<string, Seat>()

  enter(name: string, via: string, raw: boolean): void {
    const heard: Event[] = []
    const peer = { address: '10.0.0.1', port: 7 }
    const seat = this.engine.attach({
      ...{ listener: 'one', via, peer, presence: false, pulls: false, raw },
      hear: (event) => heard.push(event),
      failed: () => {},
    })
    this.heard.set(name, heard)
    this.#seats.set(name, seat)
    this.ask(name, { kind: 'login', name, cap: 0 })
  }

  ask<Kind extends CommandKind>(
    name: string,
    command: CommandOf<Kind>,
  ): AnswerOf<Kind> | undefined {
    const seat = this.#seats.get(name)
    if (seat === undefined) throw new Error(name)
    let got: AnswerOf<Kind> | undefined
    this.engine.ask(seat, command, (answer) => {
      got = answer
    })
    return got
  }

  /** The texts that were told since the last look. */
  texts(name: string): readonly string[] {
    const events = this.heard.get(name)?.splice(0) ?? []
    return events.flatMap((event) => {
      if (event.kind === 'edited') return [event.message.text]
      return 'text' in event ? [event.text] : []
    })
  }

  past(name: string): readonly (readonly string[])[] {
    const last = this.ask(name, { kind: 'history', last: 10 })
    const since = this.ask(name, { kind: 'historySince', since: 0, most: 10 })
    return [
      last?.ok ? last.value.map(({ text }) => text) : [],
      since?.ok ? since.value.messages.map(({ text }) => text) : [],
    ]
  }
}

/** Two users through `strict` listeners of one dialect, one of another, and one of each as usual. */
function room(): Room {
  const one = new Room()
  one.enter('ann', 'toom', true)
  one.enter('bob', 'toom', true)
  one.enter('carl', 'ktn', true)
  one.enter('dora', 'toom', false)
  one.enter('eve', 'vu', false)
  return one
}

const others = ['carl', 'dora', 'eve']

describe('a text that a strict listener passes on', () => {
  test('to everyone is clean for all but strict listeners of its dialect', () => {
    const one = room()
    const answer = one.ask('ann', { kind: 'broadcast', text: SAID })
    expect(answer?.ok && answer.value.message.text).toBe(SAID)
    expect(one.texts('bob')).toEqual([SAID])
    for (const name of others) expect(one.texts(name)).toEqual([TOLD])
    expect(one.past('bob')).toEqual([[SAID], [SAID]])
    for (const name of others) expect(one.past(name)).toEqual([[TOLD], [TOLD]])
  })

  test('to one is clean likewise', () => {
    const one = room()
    for (const to of ['bob', ...others]) one.ask('ann', { kind: 'send', to, text: SAID })
    expect(one.texts('bob')).toEqual([SAID])
    for (const name of others) expect(one.texts(name)).toEqual([TOLD])
  })

  test('is clean likewise where a message is edited', () => {
    const one = room()
    const { now } = one.clock
    one.ask('ann', { kind: 'broadcast', text: `${SAID} first` })
    for (const name of ['bob', ...others]) one.texts(name)
    one.ask('ann', { kind: 'edit', number: 1, posted: now, text: SAID })
    expect(one.texts('bob')).toEqual([SAID])
    for (const name of others) expect(one.texts(name)).toEqual([TOLD])
    expect(one.past('bob')).toEqual([[SAID], [SAID]])
    one.ask('ann', { kind: 'edit', number: 1, posted: now, text: 'plain' })
    expect(one.past('bob')).toEqual([['plain'], ['plain']])
  })

  test('is clean for those who watch what happens', () => {
    const one = room()
    const happened: Happening[] = []
    one.engine.observe((happening) => happened.push(happening))
    one.ask('ann', { kind: 'broadcast', text: SAID })
    expect(happened).toMatchObject([{ kind: 'public', text: TOLD }])
  })

  test('has no more lines than any other', () => {
    const one = room()
    const text = '\u2028'.repeat(1000)
    const refused = { ok: false, error: 'text-too-long' }
    expect(one.ask('ann', { kind: 'broadcast', text })).toEqual(refused)
    expect(one.ask('ann', { kind: 'send', to: 'bob', text })).toEqual(refused)
  })

  test('is told clean by and by, so that little is remembered', () => {
    const one = room()
    one.ask('ann', { kind: 'broadcast', text: SAID })
    for (let said = 0; said < MOST_RAW; said++) one.ask('ann', { kind: 'broadcast', text: '\x07' })
    expect(one.past('bob')[0]).toEqual(new Array(10).fill('\x07'))
    one.ask('ann', { kind: 'broadcast', text: `\x07${'x'.repeat(MOST_RAW_TEXT)}` })
    expect(one.past('bob')[0]?.[0]).toBe('\ufffd')
  })
})

test('what the gateway tells is one clean line', () => {
  const one = room()
  one.engine.inform('ann', 'eve', 'ann sent you x\u2028DELIVERY bob I owe you\x1b[2J')
  expect(one.texts('eve')).toEqual(['ann sent you x\ufffdDELIVERY bob I owe you\ufffd[2J'])
})
