import {
  changeResponses,
  changeServerInput,
  changeServerOutput,
  decodedAlone,
  firstObject,
  type KtnFault,
  oneObject,
  withOptions,
} from './mutations.ts'

export const serverFramingFaults: readonly KtnFault[] = [
  {
    name: 'one-object-a-read',
    what: 'takes one read for one request',
    breaks: ['ktn-1.2'],
    apply: (dialect) => changeServerInput(dialect, oneObject),
  },
  {
    name: 'loses-second',
    what: 'loses the second of two requests that came in one read',
    breaks: ['ktn-1.2'],
    apply: (dialect) => changeServerInput(dialect, firstObject),
  },
  {
    name: 'cuts-at-4096',
    what: 'keeps 4096 bytes of a read',
    breaks: ['ktn-1.2'],
    apply: (dialect) => changeServerInput(dialect, (text) => text.slice(0, 4096)),
  },
  {
    name: 'whole-characters',
    what: 'decodes each read by itself, even if it ends within a character',
    breaks: ['ktn-1.2'],
    apply: (dialect) => changeServerInput(dialect, decodedAlone),
  },
  {
    name: 'no-nul',
    what: 'takes a NUL byte for garbage',
    breaks: ['ktn-1.2a'],
    apply: (dialect) => changeServerInput(dialect, (text) => text.replaceAll('\0', 'x')),
  },
  {
    name: 'silent-to-garbage',
    what: 'says nothing to what it does not understand',
    breaks: ['ktn-1.2b', 'ktn-3.8a', 'ktn-3.12'],
    apply: (dialect) =>
      changeResponses(dialect, 'error', (object) => (object.includes('Malformed') ? [] : object)),
  },
  {
    name: 'pieces',
    what: 'writes a response in two pieces',
    breaks: ['ktn-1.3'],
    apply: (dialect) =>
      changeServerOutput(dialect, (object) => [object.slice(0, 30), object.slice(30)]),
  },
  {
    name: 'no-pace',
    what: 'writes as fast as it can',
    breaks: ['ktn-1.3a'],
    apply: (dialect) => ({
      ...dialect,
      wire: (options) => ({ ...dialect.wire(options), pace: 0 }),
    }),
  },
  {
    name: 'spaces',
    what: 'puts spaces between keys and values',
    breaks: ['ktn-1.3b'],
    apply: (dialect) =>
      changeServerOutput(dialect, (object) => object.replace(/(":)(?=["[])/g, '$1 ')),
  },
  {
    name: 'line-ends',
    what: 'ends each response with a line end',
    breaks: ['ktn-1.4'],
    apply: (dialect) => withOptions(dialect, { terminator: 'lf' }),
  },
  {
    name: 'no-line-ends',
    what: 'has no line ends for those who send them',
    breaks: ['ktn-1.4a'],
    apply: (dialect) => withOptions(dialect, { terminator: 'none' }),
  },
  {
    name: 'no-timestamp',
    what: 'leaves the timestamp out',
    breaks: ['ktn-2.2'],
    apply: (dialect) =>
      changeServerOutput(dialect, (object) => object.replace(/"timestamp":"[^"]*",/, '')),
  },
  {
    name: 'field-order',
    what: 'puts the sender before the timestamp',
    breaks: ['ktn-2.2a'],
    apply: (dialect) =>
      changeServerOutput(dialect, (object) =>
        object.replace(/("timestamp":"[^"]*"),("sender":"[^"]*")/, '$2,$1'),
      ),
  },
  {
    name: 'wrong-word',
    what: 'calls a message msg',
    breaks: ['ktn-2.2b'],
    apply: (dialect) =>
      changeResponses(dialect, 'message', (object) =>
        object.replace('"response":"message"', '"response":"msg"'),
      ),
  },
  {
    name: 'number-for-time',
    what: 'writes the time as a number',
    breaks: ['ktn-2.2c'],
    apply: (dialect) =>
      changeServerOutput(dialect, (object) =>
        object.replace(/"timestamp":"[^"]*"/, '"timestamp":1457958896'),
      ),
  },
  {
    name: 'null-for-server',
    what: 'has null for the sender of its own answers',
    breaks: ['ktn-2.2d'],
    apply: (dialect) =>
      changeServerOutput(dialect, (object) => object.replace('"sender":"server"', '"sender":null')),
  },
  {
    name: 'null-for-error',
    what: 'has null for the content of an error',
    breaks: ['ktn-2.2e'],
    apply: (dialect) =>
      changeResponses(dialect, 'error', (object) =>
        object.replace(/"content":.*/, '"content":null}'),
      ),
  },
  {
    name: 'wrong-author',
    what: 'sends messages in its own name',
    breaks: ['ktn-2.2f'],
    apply: (dialect) =>
      changeResponses(dialect, 'message', (object) =>
        object.replace(/"sender":"[^"]*"/, '"sender":"server"'),
      ),
  },
]
