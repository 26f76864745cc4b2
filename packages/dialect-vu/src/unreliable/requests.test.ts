import { Buffer } from 'node:buffer'
import { NEED_MORE } from '@parley/contract'
import { parseExtended } from '../parser.ts'
import { DatagramSplitter } from './requests.ts'
import { changed, defaultSettings, readChange, shownSetting } from './settings.ts'

function read(datagram: string | Uint8Array, bound = 4096): unknown {
  const splitter = new DatagramSplitter(parseExtended)
  splitter.push(Buffer.from(datagram))
  const frame = splitter.next(bound)
  expect(splitter.next(bound)).toBe(NEED_MORE)
  return frame
}

const badBody = { kind: 'bad-body' }
const unreadable = { kind: 'unreadable' }
const range = { lower: 1, upper: 3 }

test.each([
  ['SEND bob  hi \n', { kind: 'send', to: 'bob', text: ' hi ' }],
  ['LIST\r\n', { kind: 'list' }],
  ['get DROP\n', { kind: 'bad-header' }],
  ['GET DROP\n', { kind: 'get', name: 'DROP' }],
  ['GET DELAY-LEN\n', { kind: 'get', name: 'DELAY-LEN' }],
  ['GET\n', badBody],
  ['GET DROP FLIP\n', badBody],
  ['GET LOSS\n', badBody],
  ['RESET\n', { kind: 'reset' }],
  ['RESET DROP\n', badBody],
  ['RESETS\n', { kind: 'bad-header' }],
  ['SET DROP 0.5\n', { kind: 'set', change: { name: 'DROP', value: 0.5 } }],
  ['SET FLIP 1e-05\n', { kind: 'set', change: { name: 'FLIP', value: 0.00001 } }],
  ['SET BURST 1\n', { kind: 'set', change: { name: 'BURST', value: 1 } }],
  ['SET BURST-LEN 1 3\n', { kind: 'set', change: { name: 'BURST-LEN', range } }],
  ['SET DELAY-LEN 1 3 \n', { kind: 'set', change: { name: 'DELAY-LEN', range } }],
  ['SET\n', badBody],
  ['SET DROP\n', badBody],
  ['SET DROP 1.1\n', badBody],
  ['SET DROP -0.1\n', badBody],
  ['SET DROP half\n', badBody],
  ['SET DROP 0.1 0.2\n', badBody],
  ['SET BURST-LEN 3\n', badBody],
  ['SET BURST-LEN 3 1\n', badBody],
  ['SET BURST-LEN 1.5 2\n', badBody],
  ['SET BURST-LEN 1 524057\n', badBody],
  ['SET DELAY-LEN 1 301\n', badBody],
  ['SET LOSS 0.1\n', badBody],
])('%j is read (7.4)', (datagram, frame) => {
  expect(read(datagram)).toEqual(frame)
})

test.each(['LIST', 'LIST\nLIST\n', '\n\n', Uint8Array.of(0x53, 0xff, 10)])(
  'a datagram that is not one line of UTF-8 is refused whole (7.1)',
  (datagram) => {
    expect(read(datagram)).toEqual(unreadable)
  },
)

test('a line is as long as the bound, and no longer', () => {
  expect(read('SEND bob hi\n', 11)).toEqual({ kind: 'send', to: 'bob', text: 'hi' })
  expect(read('SEND bob hi\n', 10)).toEqual(unreadable)
})

test('datagrams that wait are given one by one', () => {
  const splitter = new DatagramSplitter(parseExtended)
  splitter.push(Buffer.from('LIST\n'))
  splitter.push(Buffer.from('RESET\n'))
  expect(splitter.unread).toBe(11)
  expect([splitter.next(99), splitter.next(99), splitter.next(99)]).toEqual([
    { kind: 'list' },
    { kind: 'reset' },
    NEED_MORE,
  ])
})

test('a probability is shown with six digits, a length with both ends (7.4)', () => {
  expect(shownSetting(defaultSettings, 'DROP')).toBe('0.000000')
  expect(shownSetting(defaultSettings, 'BURST-LEN')).toBe('3 3')
  expect(shownSetting(defaultSettings, 'DELAY-LEN')).toBe('5 5')
  const change = readChange(['DROP', '0.25'])
  if (change === undefined) throw new Error('no change')
  expect(shownSetting(changed(defaultSettings, change), 'DROP')).toBe('0.250000')
})
