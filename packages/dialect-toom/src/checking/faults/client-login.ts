import { clientWrites, shownFault } from '@parley/faulty'
import type { Reply } from '../../frames.ts'
import { pickle } from '../../serializer.ts'
import { changeRequestBodies, type ToomFault, unpickle, wrapTerminal } from './mutations.ts'

const BANNER: Reply = { kind: 'reply', type: '', body: 'Successfully connected to server' }

export const clientLoginFaults: readonly ToomFault[] = [
  {
    name: 'colon',
    what: 'puts a colon between name and password',
    breaks: ['toom-2.2h'],
    apply: changeRequestBodies('LOGIN', (body) => body.replace(' ', ':')),
  },
  {
    name: 'hasty-login',
    what: 'logs in before the server has spoken',
    breaks: ['toom-2.1a'],
    apply: wrapTerminal((session) => {
      let greetings = 0
      return {
        connected: () => {
          session.connected()
          session.take(BANNER)
        },
        take: (reply) => {
          greetings += 1
          if (greetings > 1) session.take(reply)
        },
      }
    }),
  },
  {
    name: 'no-port',
    what: 'does not say its port',
    breaks: ['toom-2.3'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => (unpickle(frame).type === 'UDP_PORT' ? [] : [frame])),
  },
  {
    name: 'port-in-words',
    what: 'says its port with words around it',
    breaks: ['toom-2.3'],
    apply: (dialect) =>
      clientWrites(dialect, (frame) => {
        const { type, body } = unpickle(frame)
        return type === 'UDP_PORT' ? [pickle(type, `port ${body}`)] : [frame]
      }),
  },
  shownFault(
    'other-words',
    'shows the type of a refused login, and no words',
    ['toom-2.2j'],
    (text) => text.replace('Invalid Password.', 'LOGIN-F'),
  ),
  {
    name: 'gives-up',
    what: 'ends after an unknown name',
    breaks: ['toom-2.2i'],
    apply: wrapTerminal((session) => ({
      take: (reply) =>
        session.take(
          reply.kind === 'reply' && reply.type === 'LOGIN-N'
            ? { ...reply, type: 'LOGIN-BB' }
            : reply,
        ),
    })),
  },
]
