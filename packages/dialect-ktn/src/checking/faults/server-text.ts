import { serverTextFault } from '@parley/faulty'
import { changeResponses, type KtnFault, withOptions } from './mutations.ts'

export const serverTextFaults: readonly KtnFault[] = [
  {
    name: 'never-cuts',
    what: 'makes objects as long as a text is',
    breaks: ['ktn-1.5'],
    apply: withOptions({ maxObject: 0 }),
  },
  {
    name: 'drops-long-text',
    what: 'sends the first 100 characters of a part',
    breaks: ['ktn-1.5a'],
    apply: changeResponses('message', (object) =>
      object.replace(/(?<="content":")((?:[^"\\]|\\.){300})[^"\\][^"]*?(?=.{20}"\}$)/, '$1'),
    ),
  },
  {
    name: 'half-pairs',
    what: 'cuts between the halves of a surrogate pair',
    breaks: ['ktn-1.5b'],
    apply: changeResponses('message', (object) => object.replace('\\ude00', '')),
  },
  {
    name: 'raw-utf8',
    what: 'writes characters outside ASCII as they are',
    breaks: ['ktn-1.6'],
    apply: changeResponses('message', (object) => JSON.stringify(JSON.parse(object))),
  },
  serverTextFault('raw-braces', 'writes braces in texts as they are', ['ktn-1.6a'], (object) =>
    object.replaceAll('\\u007b', '{').replaceAll('\\u007d', '}'),
  ),
]
