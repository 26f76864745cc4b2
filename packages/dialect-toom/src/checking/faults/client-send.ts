import { clientWrites } from '@parley/faulty'
import { pickle } from '../../serializer.ts'
import { changeRequestBodies, changeRequests, type ToomFault, unpickle } from './mutations.ts'

export const clientSendFaults: readonly ToomFault[] = [
  {
    name: 'small-letters',
    what: 'sends types in small letters',
    breaks: ['toom-1.1c'],
    apply: changeRequests((said) => ({
      ...said,
      type: said.type === 'LOGIN' ? said.type : said.type.toLowerCase(),
    })),
  },
  {
    name: 'one-blank',
    what: 'makes one space of several',
    breaks: ['toom-1.1c'],
    apply: changeRequestBodies('MSG', (body) => body.replaceAll(/ +/g, ' ')),
  },
  {
    name: 'whole-line',
    what: 'leaves the command in the body',
    breaks: ['toom-1.1c'],
    apply: changeRequests(({ type, body }) => ({
      type: type === 'LOGIN' ? type : 'CMD',
      body: type === 'LOGIN' ? body : `${type} ${body}`,
    })),
  },
  {
    name: 'ascii-only',
    what: 'loses letters that are not ASCII',
    breaks: ['toom-1.1c'],
    apply: changeRequestBodies('MSG', (body) => body.replaceAll(/[^\x20-\x7e]/g, '?')),
  },
  {
    name: 'hasty',
    what: 'asks for the users before the reply to a message has come',
    breaks: ['toom-1.5b'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) =>
        unpickle(frame).type === 'MSG' ? [frame, pickle('ATU', '')] : [frame],
      ),
  },
]
