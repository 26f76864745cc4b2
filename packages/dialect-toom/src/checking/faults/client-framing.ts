import { Buffer } from 'node:buffer'
import { clientFrameFault, clientInputFault, clientReads, mangled } from '@parley/faulty'
import { dumped } from '../python-pickles.ts'
import { firstPickleOfRead, type ToomFault, unpickle } from './mutations.ts'

export const clientFramingFaults: readonly ToomFault[] = [
  clientFrameFault('json', 'sends JSON', ['toom-1.1'], (frame) => [
    JSON.stringify(unpickle(frame)),
  ]),
  clientFrameFault('type-is-a-number', 'puts a number under type', ['toom-1.1b'], (frame) => [
    Buffer.from(
      Buffer.from(frame).toString('latin1').replace('X\x05\x00\x00\x00LOGIN', 'K\x01'),
      'latin1',
    ),
  ]),
  {
    name: 'one-read-one-pickle',
    what: 'takes one read for one pickle',
    breaks: ['toom-1.2c'],
    apply: (dialect) => ({
      ...dialect,
      client: {
        ...dialect.client,
        splitter: (options) => firstPickleOfRead(() => dialect.client.splitter(options)),
      },
    }),
  },
  clientInputFault('no-protocol-4', 'does not read protocol 4', ['toom-1.2a'], (text) =>
    text.replace('\x80\x04\x95', 'R'),
  ),
  {
    name: 'calls',
    what: 'carries out what a pickle calls',
    breaks: ['toom-1.3'],
    apply: (dialect) =>
      clientReads(dialect, (splitter) =>
        mangled(splitter, (chunk) => [
          Buffer.from(chunk).includes('coperator\n') ? dumped(3, 'LOGIN-A', '') : chunk,
        ]),
      ),
  },
  clientInputFault(
    'reads-1024',
    'reads no more than 1024 bytes of what came at once',
    ['toom-1.5c'],
    (text) => text.slice(0, 1024),
  ),
]
