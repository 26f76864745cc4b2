import { Buffer } from 'node:buffer'
import { serverFrameFault, serverInputFault } from '@parley/faulty'
import { pickle } from '../../serializer.ts'
import { dumped } from '../python-pickles.ts'
import { bytesOf, firstPickleOfRead, sessionFault, type ToomFault, unpickle } from './mutations.ts'

const MADE = Buffer.from(dumped(3, 'MSG', 'what was made of it')).toString('latin1')

/** Replaces the empty string under `type`, after four bytes and the key, by 0. */
function zeroType(bytes: readonly number[]): readonly number[] {
  const key = 4 + 5 + 'type'.length
  return [...bytes.slice(0, key), 0x4b, 0, ...bytes.slice(key + 5)]
}

export const serverFramingFaults: readonly ToomFault[] = [
  serverFrameFault('type-is-a-number', 'puts a number under type', ['toom-1.1b'], (frame) => {
    const bytes = Array.from(bytesOf(frame))
    return unpickle(frame).type === '' ? [Uint8Array.of(...zeroType(bytes))] : [frame]
  }),
  sessionFault('pushes', 'tells everybody at once of a message to everyone', ['toom-1.5'], {
    hear: (kind, line) => {
      if (kind === 'public') line.write(pickle('MSG', 'somebody has said something'))
    },
  }),
  serverFrameFault('twice', 'sends each reply to MSG twice', ['toom-1.5a', 'toom-3.1'], (frame) =>
    unpickle(frame).type === 'MSGACK' ? [frame, frame] : [frame],
  ),
  {
    name: 'one-read-one-pickle',
    what: 'takes one read for one pickle',
    breaks: ['toom-1.2'],
    apply: (dialect) => ({
      ...dialect,
      splitter: (options) => firstPickleOfRead(() => dialect.splitter(options)),
    }),
  },
  serverInputFault(
    'loses-the-second',
    'loses what is after the first pickle of a read',
    ['toom-1.2'],
    (text) => text.replace(/u\.\x80[\s\S]*$/, 'u.'),
  ),
  serverInputFault(
    'no-protocol-4',
    'does not read protocol 4',
    ['toom-1.2a', 'toom-1.2', 'toom-1.1', 'toom-1.3b'],
    (text) => text.replace('\x80\x04\x95', 'R'),
  ),
  serverInputFault('no-protocol-0', 'does not read protocol 0', ['toom-1.2b'], (text) =>
    text.replace('(dp0\n', 'R'),
  ),
  serverInputFault(
    'no-memo',
    'does not read strings that are fetched from the memo',
    ['toom-1.3b', 'toom-3.8'],
    (text) => text.replace('\x94h\x02u.', '\x94Ru.'),
  ),
  serverInputFault('calls', 'carries out what a pickle calls', ['toom-1.3'], (text) =>
    text.includes('coperator\n') ? MADE : text,
  ),
  serverInputFault('takes-lists', 'reads lists as if they were texts', ['toom-1.3a'], (text) =>
    text.replace(']u.', 'K\x00u.'),
  ),
  serverInputFault('any-case', 'reads commands in small letters', ['toom-3.8'], (text) =>
    text.replace('msg', 'MSG'),
  ),
  serverFrameFault(
    'as-latin1',
    'reads texts as Latin-1',
    ['toom-1.2', 'toom-3.5', 'toom-3.3'],
    (frame) => {
      const { type, body } = unpickle(frame)
      const garbled = Buffer.from(body).toString('latin1')
      return [type === 'RDM' ? dumped(3, type, garbled) : frame]
    },
  ),
  serverFrameFault('writes-protocol-4', 'writes protocol 4', ['toom-1.4'], (frame) => {
    const { type, body } = unpickle(frame)
    return [dumped(4, type, body)]
  }),
  serverFrameFault('json', 'writes JSON', ['toom-1.1'], (frame) => [
    JSON.stringify(unpickle(frame)),
  ]),
]
