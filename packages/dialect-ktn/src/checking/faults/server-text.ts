import { serverTextFault } from '@parley/faulty'
import { type KtnFault, optionFault, responseFault } from './mutations.ts'

export const serverTextFaults: readonly KtnFault[] = [
  optionFault('never-cuts', 'makes objects as long as a text is', ['ktn-1.5'], { maxObject: 0 }),
  responseFault(
    'drops-long-text',
    'sends the first 100 characters of a part',
    ['ktn-1.5a'],
    'message',
    (object) =>
      object.replace(/(?<="content":")((?:[^"\\]|\\.){300})[^"\\][^"]*?(?=.{20}"\}$)/, '$1'),
  ),
  responseFault(
    'half-pairs',
    'cuts between the halves of a surrogate pair',
    ['ktn-1.5b'],
    'message',
    (object) => object.replace('\\ude00', ''),
  ),
  responseFault(
    'raw-utf8',
    'writes characters outside ASCII as they are',
    ['ktn-1.6'],
    'message',
    (object) => JSON.stringify(JSON.parse(object)),
  ),
  serverTextFault('raw-braces', 'writes braces in texts as they are', ['ktn-1.6a'], (object) =>
    object.replaceAll('\\u007b', '{').replaceAll('\\u007d', '}'),
  ),
]
