import { clientFrameFault, shownFault } from '@parley/faulty'
import type { Reply } from '../../frames.ts'
import { pickle } from '../../serializer.ts'
import { requestBodyFault, type ToomFault, terminalFault, unpickle } from './mutations.ts'

const BANNER: Reply = { kind: 'reply', type: '', body: 'Successfully connected to server' }

export const clientLoginFaults: readonly ToomFault[] = [
  requestBodyFault(
    'colon',
    'puts a colon between name and password',
    ['toom-2.2h'],
    'LOGIN',
    (body) => body.replace(' ', ':'),
  ),
  terminalFault('hasty-login', 'logs in before the server has spoken', ['toom-2.1a'], (session) => {
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
  clientFrameFault('no-port', 'does not say its port', ['toom-2.3'], (frame) =>
    unpickle(frame).type === 'UDP_PORT' ? [] : [frame],
  ),
  clientFrameFault('port-in-words', 'says its port with words around it', ['toom-2.3'], (frame) => {
    const { type, body } = unpickle(frame)
    return type === 'UDP_PORT' ? [pickle(type, `port ${body}`)] : [frame]
  }),
  shownFault(
    'other-words',
    'shows the type of a refused login, and no words',
    ['toom-2.2j'],
    (text) => text.replace('Invalid Password.', 'LOGIN-F'),
  ),
  terminalFault('gives-up', 'ends after an unknown name', ['toom-2.2i'], (session) => ({
    take: (reply) =>
      session.take(
        reply.kind === 'reply' && reply.type === 'LOGIN-N' ? { ...reply, type: 'LOGIN-BB' } : reply,
      ),
  })),
]
