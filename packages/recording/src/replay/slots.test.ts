import { Bindings, differsAt, matches, patternText } from './pattern.ts'
import { type AskedSlot, SlotFinder } from './slots.ts'

const nowhere = { addresses: new Set<string>(), ports: new Set<string>() }
const recordedAt = Date.parse('2026-11-30T09:00:00Z')

/** What is expected where this was recorded. */
function shown(text: string, asked: readonly AskedSlot[] = [], places = nowhere): string {
  return patternText(new SlotFinder(places, asked).hear(text, recordedAt), new Bindings())
}

test.each([
  ['at 2026-11-30T09:00:00.250Z it was', 'at {time} it was'],
  ['"time": "2026-11-30 09:00:00"', '"time": "{time}"'],
  ['Mon, 30 Nov 2026 09:00:00 GMT;', '{time};'],
  ['Mon Nov 30 09:00:00 2026', '{time}'],
  ['[9:00 AM] hi', '[{time}] hi'],
  ['30.11.2026', '{time}'],
  [`posted ${recordedAt}`, 'posted {time}'],
  [`posted ${recordedAt / 1000}.25!`, 'posted {time}!'],
  ['call 0612345678 or 1000000000', 'call 0612345678 or 1000000000'],
  ['version 1.2.3, 12 users, room 4021', 'version 1.2.3, 12 users, room 4021'],
  ['bob 127.0.0.1:40123', 'bob 127.0.0.1:{port}'],
  ["{'type': 'UDP_PORT', 'body': 40123}", "{'type': 'UDP_PORT', 'body': {port}}"],
  ['"address":"::1","port":40123}', '"address":"::1","port":{port}}'],
])('of %s it expects %s', (recorded, expected) => {
  expect(shown(recorded)).toBe(expected)
})

test('addresses and ports of the recording are slots wherever they stand', () => {
  const places = { addresses: new Set(['192.0.2.7']), ports: new Set(['5378']) }
  expect(shown('192.0.2.7 is at 5378, not 5379 or 192.0.2.77', [], places)).toBe(
    '{address} is at {port}, not 5379 or 192.0.2.77',
  )
})

test('what the played side has said itself comes back as it was', () => {
  const finder = new SlotFinder(nowhere, [])
  expect(finder.say('lunch at 12:30? {time}')).toEqual([])
  expect(finder.hear('ann: lunch at 12:30? {time}')).toEqual(['ann: lunch at 12:30? {time}'])
})

test('what the played side repeats of what it has heard is told', () => {
  const finder = new SlotFinder(nowhere, [{ name: 'id', form: '#\\w+' }])
  finder.hear('posted #a1 at 12:30:01')
  expect(finder.say('edit #a1 of 12:30:01 as #a2')).toEqual(['#a1', '12:30:01'])
})

/** Whether these texts come, one after the other, where those were recorded. */
function agree(
  recorded: readonly string[],
  came: readonly string[],
  asked: readonly AskedSlot[] = [],
): readonly boolean[] {
  const finder = new SlotFinder(nowhere, asked)
  const bindings = new Bindings()
  return recorded.map((text, index) => {
    return matches(finder.hear(text, recordedAt), came[index] ?? '', bindings)
  })
}

test('a port that was bound must stay the same, a time may go on', () => {
  const recorded = ['127.0.0.1:40001 10:00:00', '127.0.0.1:40001 10:00:00']
  expect(agree(recorded, ['127.0.0.1:7 11:11:11', '127.0.0.1:7 11:11:12'])).toEqual([true, true])
  expect(agree(recorded, ['127.0.0.1:7 11:11:11', '127.0.0.1:8 11:11:11'])).toEqual([true, false])
})

test('two ports of one frame stay two', () => {
  const recorded = ['ann 127.0.0.1:40001 bob 127.0.0.1:40002 ann 127.0.0.1:40001']
  expect(agree(recorded, ['ann 127.0.0.1:7 bob 127.0.0.1:8 ann 127.0.0.1:7'])).toEqual([true])
  expect(agree(recorded, ['ann 127.0.0.1:7 bob 127.0.0.1:7 ann 127.0.0.1:7'])).toEqual([false])
})

test('a time has the form that it had', () => {
  expect(agree(['at 10:00:00'], ['at 1:00:00'])).toEqual([true])
  expect(agree(['at 10:00:00'], ['at noon'])).toEqual([false])
  expect(agree([`${recordedAt}`], [`${recordedAt / 1000}`])).toEqual([false])
})

test('a slot that was written with a label has one value in all frames', () => {
  const recorded = ['token {name:1} for {name:2}', 'ok {name:1} {name}']
  expect(agree(recorded, ['token x for y', 'ok x z'])).toEqual([true, true])
  expect(agree(recorded, ['token x for y', 'ok y z'])).toEqual([true, false])
  expect(agree(['{name:1} {name:1}'], ['x x'])).toEqual([true])
  expect(agree(['{name:1} {name:1}'], ['x y'])).toEqual([false])
})

test('a slot that was asked for has one value for each that was recorded', () => {
  const asked = [{ name: 'id', form: '[0-9a-f]{4}' }]
  expect(
    agree(['id 00aa', 'id 00bb', 'id 00aa'], ['id 1111', 'id 2222', 'id 1111'], asked),
  ).toEqual([true, true, true])
  expect(agree(['id 00aa', 'id 00aa'], ['id 1111', 'id 2222'], asked)).toEqual([true, false])
  const any = [{ name: 'any', form: '[0-9a-f]{4}' }]
  expect(agree(['id 00aa', 'id 00aa'], ['id 1111', 'id 2222'], any)).toEqual([true, true])
})

test.each([
  ['SENT-OK\n', 'SEND-OK\n', 3],
  ['SEND-OK', 'SEND-OK\n', 7],
  ['SEND-OK\n\n', 'SEND-OK\n', 8],
  ['at 9:30 no', 'at 10:00:00 ok', 8],
  ['at noon', 'at 10:00', 3],
])('of %j, where %j was recorded, character %d is wrong', (came, recorded, at) => {
  const pattern = new SlotFinder(nowhere, []).hear(recorded, recordedAt)
  expect(differsAt(pattern, came, new Bindings())).toBe(at)
})
