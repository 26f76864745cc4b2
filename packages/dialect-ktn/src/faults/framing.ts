import {
  answers,
  decodedAlone,
  firstObject,
  oneObject,
  reads,
  type Wrong,
  withOptions,
  writes,
} from './tools.ts'

export const framingFaults: readonly Wrong[] = [
  {
    name: 'one-object-a-read',
    what: 'takes one read for one request',
    breaks: ['ktn-1.2'],
    apply: (dialect) => reads(dialect, oneObject),
  },
  {
    name: 'loses-second',
    what: 'loses the second of two requests that came in one read',
    breaks: ['ktn-1.2'],
    apply: (dialect) => reads(dialect, firstObject),
  },
  {
    name: 'cuts-at-4096',
    what: 'keeps 4096 bytes of a read',
    breaks: ['ktn-1.2'],
    apply: (dialect) => reads(dialect, (text) => text.slice(0, 4096)),
  },
  {
    name: 'whole-characters',
    what: 'decodes each read by itself, also where it ends within a character',
    breaks: ['ktn-1.2'],
    apply: (dialect) => reads(dialect, decodedAlone),
  },
  {
    name: 'no-nul',
    what: 'takes a NUL byte for garbage',
    breaks: ['ktn-1.2a'],
    apply: (dialect) => reads(dialect, (text) => text.replaceAll('\0', 'x')),
  },
  {
    name: 'silent-to-garbage',
    what: 'says nothing to what it does not understand',
    breaks: ['ktn-1.2b', 'ktn-3.8a', 'ktn-3.12'],
    apply: (dialect) =>
      answers(dialect, 'error', (object) => (object.includes('Malformed') ? [] : object)),
  },
  {
    name: 'pieces',
    what: 'writes a response in two pieces',
    breaks: ['ktn-1.3'],
    apply: (dialect) => writes(dialect, (object) => [object.slice(0, 30), object.slice(30)]),
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
    what: 'puts blanks between keys and values',
    breaks: ['ktn-1.3b'],
    apply: (dialect) => writes(dialect, (object) => object.replace(/(":)(?=["[])/g, '$1 ')),
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
    name: 'never-cuts',
    what: 'makes objects as long as a text is',
    breaks: ['ktn-1.5'],
    apply: (dialect) => withOptions(dialect, { maxObject: 0 }),
  },
  {
    name: 'drops-long-text',
    what: 'sends the first 100 characters of a part',
    breaks: ['ktn-1.5a'],
    apply: (dialect) =>
      answers(dialect, 'message', (object) =>
        object.replace(/(?<="content":")((?:[^"\\]|\\.){300})[^"\\][^"]*?(?=.{20}"\}$)/, '$1'),
      ),
  },
  {
    name: 'half-pairs',
    what: 'cuts between the halves of a surrogate pair',
    breaks: ['ktn-1.5b'],
    apply: (dialect) => answers(dialect, 'message', (object) => object.replace('\\ude00', '')),
  },
  {
    name: 'raw-utf8',
    what: 'writes characters outside ASCII as they are',
    breaks: ['ktn-1.6'],
    apply: (dialect) => answers(dialect, 'message', (object) => JSON.stringify(JSON.parse(object))),
  },
  {
    name: 'raw-braces',
    what: 'writes braces in texts as they are',
    breaks: ['ktn-1.6a'],
    apply: (dialect) =>
      writes(dialect, (object) => object.replaceAll('\\u007b', '{').replaceAll('\\u007d', '}')),
  },
]
