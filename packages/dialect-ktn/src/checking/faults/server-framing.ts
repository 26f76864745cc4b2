import { decodedAlone, serverInputFault, serverTextFault } from '@parley/faulty'
import { firstObject, type KtnFault, oneObject, optionFault, responseFault } from './mutations.ts'

export const serverFramingFaults: readonly KtnFault[] = [
  serverInputFault('one-object-a-read', 'takes one read for one request', ['ktn-1.2'], oneObject),
  serverInputFault(
    'loses-second',
    'loses the second of two requests that came in one read',
    ['ktn-1.2'],
    firstObject,
  ),
  serverInputFault('cuts-at-4096', 'keeps 4096 bytes of a read', ['ktn-1.2'], (text) =>
    text.slice(0, 4096),
  ),
  serverInputFault(
    'whole-characters',
    'decodes each read by itself, even if it ends within a character',
    ['ktn-1.2'],
    decodedAlone,
  ),
  serverInputFault('no-nul', 'takes a NUL byte for garbage', ['ktn-1.2a'], (text) =>
    text.replaceAll('\0', 'x'),
  ),
  responseFault(
    'silent-to-garbage',
    'says nothing to what it does not understand',
    ['ktn-1.2b', 'ktn-3.8a', 'ktn-3.12'],
    'error',
    (object) => (object.includes('Malformed') ? [] : object),
  ),
  serverTextFault('pieces', 'writes a response in two pieces', ['ktn-1.3'], (object) => [
    object.slice(0, 30),
    object.slice(30),
  ]),
  {
    name: 'no-pace',
    what: 'writes as fast as it can',
    breaks: ['ktn-1.3a'],
    apply: (dialect) => ({
      ...dialect,
      wire: (options) => ({ ...dialect.wire(options), pace: 0 }),
    }),
  },
  serverTextFault('spaces', 'puts spaces between keys and values', ['ktn-1.3b'], (object) =>
    object.replace(/(":)(?=["[])/g, '$1 '),
  ),
  optionFault('line-ends', 'ends each response with a line end', ['ktn-1.4'], { terminator: 'lf' }),
  optionFault('no-line-ends', 'has no line ends for those who send them', ['ktn-1.4a'], {
    terminator: 'none',
  }),
  serverTextFault('no-timestamp', 'leaves the timestamp out', ['ktn-2.2'], (object) =>
    object.replace(/"timestamp":"[^"]*",/, ''),
  ),
  serverTextFault('field-order', 'puts the sender before the timestamp', ['ktn-2.2a'], (object) =>
    object.replace(/("timestamp":"[^"]*"),("sender":"[^"]*")/, '$2,$1'),
  ),
  responseFault('wrong-word', 'calls a message msg', ['ktn-2.2b'], 'message', (object) =>
    object.replace('"response":"message"', '"response":"msg"'),
  ),
  serverTextFault(
    'number-for-time',
    'writes the time as a number',
    ['ktn-2.2c', 'ktn-2.4'],
    (object) => object.replace(/"timestamp":"[^"]*"/, '"timestamp":1457958896'),
  ),
  serverTextFault(
    'null-for-server',
    'has null for the sender of its own answers',
    ['ktn-2.2d'],
    (object) => object.replace('"sender":"server"', '"sender":null'),
  ),
  responseFault(
    'null-for-error',
    'has null for the content of an error',
    ['ktn-2.2e'],
    'error',
    (object) => object.replace(/"content":.*/, '"content":null}'),
  ),
  responseFault(
    'wrong-author',
    'sends messages in its own name',
    ['ktn-2.2f'],
    'message',
    (object) => object.replace(/"sender":"[^"]*"/, '"sender":"server"'),
  ),
]
