import {
  changeClientInput,
  changeClientOutput,
  decodedAlone,
  firstObject,
  type KtnFault,
  oneObject,
} from './mutations.ts'

export const clientFramingFaults: readonly KtnFault[] = [
  {
    name: 'line-end',
    what: 'puts a line end after each request',
    breaks: ['ktn-1.1'],
    apply: (dialect) => changeClientOutput(dialect, (object) => `${object}\n`),
  },
  {
    name: 'crlf',
    what: 'ends requests with CRLF',
    breaks: ['ktn-1.1'],
    apply: (dialect) => changeClientOutput(dialect, (object) => `${object}\r\n`),
  },
  {
    name: 'wrong-key',
    what: 'says message for content',
    breaks: ['ktn-2.1'],
    apply: (dialect) =>
      changeClientOutput(dialect, (object) => object.replace('"content"', '"message"')),
  },
  {
    name: 'one-object-a-read',
    what: 'takes one read for one response',
    breaks: ['ktn-8.2e'],
    apply: (dialect) => changeClientInput(dialect, oneObject),
  },
  {
    name: 'loses-second',
    what: 'shows nothing of a message that came joined to another',
    breaks: ['ktn-8.2e'],
    apply: (dialect) => changeClientInput(dialect, firstObject),
  },
  {
    name: 'cuts-at-4096',
    what: 'keeps 4096 bytes of a read',
    breaks: ['ktn-8.2e'],
    apply: (dialect) => changeClientInput(dialect, (text) => text.slice(0, 4096)),
  },
  {
    name: 'whole-characters',
    what: 'decodes each read by itself, even if it ends within a character',
    breaks: ['ktn-8.2e'],
    apply: (dialect) => changeClientInput(dialect, decodedAlone),
  },
]
