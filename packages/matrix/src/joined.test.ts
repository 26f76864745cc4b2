import { Buffer } from 'node:buffer'
import { type Dialect, NEED_MORE, type Splitter } from '@parley/contract'
import type { Happened } from '@parley/kit'
import { joinedFrom } from './joined.ts'
import type { Blame, PartySide } from './results.ts'
import { conversation, rule } from './testing/samples.ts'
import { blamedText } from './text.ts'

class Lines implements Splitter<string> {
  #text = ''

  push(chunk: Uint8Array): void {
    this.#text += Buffer.from(chunk).toString()
  }

  next() {
    const end = this.#text.indexOf('\n')
    if (end === -1) return NEED_MORE
    const line = this.#text.slice(0, end)
    this.#text = this.#text.slice(end + 1)
    return line
  }
}

const lines: Pick<Dialect, 'client' | 'splitter'> = {
  splitter: () => new Lines(),
  client: {
    splitter: () => new Lines(),
    open: () => ({ begin() {}, ask: () => false, take() {}, wake() {} }),
  },
}

function said(kind: 'came' | 'sent', time: number, text: string, wire = 'client'): Happened {
  return { kind, time, wire, bytes: Buffer.from(text) }
}

test.each<[string, readonly Happened[], readonly PartySide[]]>([
  ['two lines come to the client', [said('came', 5, 'A\nB\n')], ['client']],
  ['two lines go to the server', [said('sent', 5, 'A\nB\n')], ['server']],
  ['one line comes in each piece', [said('came', 5, 'A\n'), said('came', 6, 'B\n')], []],
  ['a line and a part come', [said('came', 5, 'A\nB')], []],
  ['it was before', [said('came', 4, 'A\nB\n')], []],
  ['it was on another connection', [said('came', 5, 'A\nB\n', 'counterpart')], []],
])('%s: several frames came in one piece to %j', (_what, log, sides) => {
  expect(joinedFrom(log, 5, lines, {})).toEqual(sides)
})

test.each<[string, boolean, readonly PartySide[], string]>([
  [
    'says so',
    true,
    ['client'],
    'expected that a in; nothing came; several messages came to anna in one read, which it takes for one',
  ],
  [
    'does not where its checks have not shown that',
    false,
    ['client'],
    'expected that a in; nothing came',
  ],
  ['does not where it came to the other', true, ['server'], 'expected that a in; nothing came'],
])(
  'a cell whose client was sent two messages in one read %s',
  (_what, isOfJoined, joined, text) => {
    const step = conversation('in').steps.find(({ name }) => name === 'in')
    const rules = [{ ...rule('toy-1.2', 'Messages may be joined.'), isOfJoined }]
    const evidence = [{ side: 'client', name: 'anna', alone: undefined, rules }] as const
    const blame: Blame = { step: 'in', whose: 'together', evidence }
    expect(step && blamedText({ ...step, joined }, blame)).toBe(text)
  },
)
