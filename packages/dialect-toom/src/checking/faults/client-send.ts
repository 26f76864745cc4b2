import { clientFrameFault } from '@parley/faulty'
import { pickle } from '../../serializer.ts'
import { requestBodyFault, requestFault, type ToomFault, unpickle } from './mutations.ts'

export const clientSendFaults: readonly ToomFault[] = [
  requestFault('small-letters', 'sends types in small letters', ['toom-1.1c'], (said) => ({
    ...said,
    type: said.type === 'LOGIN' ? said.type : said.type.toLowerCase(),
  })),
  requestBodyFault('one-blank', 'makes one space of several', ['toom-1.1c'], 'MSG', (body) =>
    body.replaceAll(/ +/g, ' '),
  ),
  requestFault('whole-line', 'leaves the command in the body', ['toom-1.1c'], ({ type, body }) => ({
    type: type === 'LOGIN' ? type : 'CMD',
    body: type === 'LOGIN' ? body : `${type} ${body}`,
  })),
  requestBodyFault('ascii-only', 'loses letters that are not ASCII', ['toom-1.1c'], 'MSG', (body) =>
    body.replaceAll(/[^\x20-\x7e]/g, '?'),
  ),
  clientFrameFault(
    'hasty',
    'asks for the users before the reply to a message has come',
    ['toom-1.5b'],
    (frame) => (unpickle(frame).type === 'MSG' ? [frame, pickle('ATU', '')] : [frame]),
  ),
]
