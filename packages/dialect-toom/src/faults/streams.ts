import { Buffer } from 'node:buffer'
import { mangled, serverReads, serverWrites } from '@parley/faulty'
import { dumped } from '../checks/python.ts'
import { firstOfRead, replaced, saidIn, serving, type Toom, type Wrong } from './wrong.ts'

function reads(dialect: Toom, change: (chunk: Uint8Array) => Uint8Array): Toom {
  return serverReads(dialect, (splitter) => mangled(splitter, (chunk) => [change(chunk)]))
}

/** Servers that read pickles wrongly, or write others. */
export const streamFaults: readonly Wrong[] = [
  {
    name: 'one-read-one-pickle',
    what: 'takes one read for one pickle',
    breaks: ['toom-1.2'],
    apply: (dialect) => ({
      ...dialect,
      splitter: (options) => firstOfRead(() => dialect.splitter(options)),
    }),
  },
  {
    name: 'loses-the-second',
    what: 'loses what is behind the first pickle of a read',
    breaks: ['toom-1.2'],
    apply: (dialect) =>
      reads(dialect, (chunk) => {
        const end = Buffer.from(chunk).indexOf('u.\x80', 0, 'latin1')
        return end < 0 ? chunk : chunk.subarray(0, end + 2)
      }),
  },
  {
    name: 'reads-1024',
    what: 'reads no more than 1024 bytes of what came at once',
    breaks: ['toom-1.1a', 'toom-1.2'],
    apply: (dialect) => reads(dialect, (chunk) => chunk.subarray(0, 1024)),
  },
  {
    name: 'closes-when-too-long',
    what: 'closes the connection for a request of more than 2048 bytes',
    breaks: ['toom-1.1d'],
    apply: (dialect) =>
      serving(dialect, {
        take(request, line) {
          if (request.kind === 'long') line.close('frame-too-long')
        },
      }),
  },
  {
    name: 'no-protocol-4',
    what: 'does not read protocol 4',
    breaks: ['toom-1.2a', 'toom-1.2', 'toom-1.1', 'toom-1.3b'],
    apply: (dialect) => reads(dialect, (chunk) => replaced(chunk, '\x80\x04\x95', 'R')),
  },
  {
    name: 'no-protocol-0',
    what: 'does not read protocol 0',
    breaks: ['toom-1.2b'],
    apply: (dialect) => reads(dialect, (chunk) => replaced(chunk, '(dp0\n', 'R')),
  },
  {
    name: 'no-memo',
    what: 'does not read strings that are fetched from the memo',
    breaks: ['toom-1.3b', 'toom-3.8'],
    apply: (dialect) => reads(dialect, (chunk) => replaced(chunk, '\x94h\x02u.', '\x94Ru.')),
  },
  {
    name: 'calls',
    what: 'carries out what a pickle calls',
    breaks: ['toom-1.3'],
    apply: (dialect) =>
      reads(dialect, (chunk) => {
        const text = Buffer.from(chunk).toString('latin1')
        return text.includes('coperator\n') ? dumped(3, 'MSG', 'what was made of it') : chunk
      }),
  },
  {
    name: 'takes-lists',
    what: 'reads lists as if they were texts',
    breaks: ['toom-1.3a'],
    apply: (dialect) => reads(dialect, (chunk) => replaced(chunk, ']u.', 'K\x00u.')),
  },
  {
    name: 'any-case',
    what: 'reads commands in small letters',
    breaks: ['toom-3.8'],
    apply: (dialect) => reads(dialect, (chunk) => replaced(chunk, 'msg', 'MSG')),
  },
  {
    name: 'as-latin1',
    what: 'reads texts as Latin-1',
    breaks: ['toom-1.2', 'toom-3.5', 'toom-3.3'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) => {
        const { type, body } = saidIn(frame)
        const garbled = Buffer.from(body).toString('latin1')
        return [type === 'RDM' ? dumped(3, type, garbled) : frame]
      }),
  },
  {
    name: 'writes-protocol-4',
    what: 'writes protocol 4',
    breaks: ['toom-1.4'],
    apply: (dialect) =>
      serverWrites(dialect, (frame) => {
        const { type, body } = saidIn(frame)
        return [dumped(4, type, body)]
      }),
  },
  {
    name: 'json',
    what: 'writes JSON',
    breaks: ['toom-1.1'],
    apply: (dialect) => serverWrites(dialect, (frame) => [JSON.stringify(saidIn(frame))]),
  },
]
