import type { PasswordPolicy } from '@parley/contract'
import { askFault, type Mutation, serverAsks, serverFrameFault } from '@parley/faulty'
import { pickle } from '../../serializer.ts'
import {
  bodyFault,
  changeReplies,
  closeFault,
  replyFault,
  sessionFault,
  type ToomFault,
  unpickle,
} from './mutations.ts'

/** Changes the policy of logins. */
function changePolicy(change: (policy: PasswordPolicy) => PasswordPolicy): Mutation {
  return (dialect) =>
    serverAsks(dialect, {
      login: (command) =>
        command.policy === undefined ? command : { ...command, policy: change(command.policy) },
    })
}

/** Changes the type of a reply to a login. */
function changeLoginReply(from: string, to: string): Mutation {
  return changeReplies((said) => (said.type === from ? { ...said, type: to } : said))
}

export const serverLoginFaults: readonly ToomFault[] = [
  serverFrameFault(
    'no-banner',
    'waits for the client to speak first',
    ['toom-1.1', 'toom-2.1'],
    (frame) => (unpickle(frame).body.startsWith('Succ') ? [] : [frame]),
  ),
  bodyFault('other-banner', 'greets in other words', ['toom-2.1'], '', (body) =>
    body.replace('Successfully c', 'C'),
  ),
  bodyFault(
    'talkative-login',
    'says something in the reply to a login',
    ['toom-2.2f'],
    'LOGIN-A',
    () => 'Welcome to TOOM!',
  ),
  {
    name: 'ok-login',
    what: 'answers a login with another word',
    breaks: ['toom-2.2'],
    apply: changeLoginReply('LOGIN-A', 'LOGIN-OK'),
  },
  askFault('any-password', 'takes any password', ['toom-2.2a'], {
    login: (command) => ({ ...command, password: 'the same' }),
  }),
  {
    name: 'wrong-is-unknown',
    what: 'says that there is no such user if the password is wrong',
    breaks: ['toom-2.2a'],
    apply: changeLoginReply('LOGIN-F', 'LOGIN-N'),
  },
  serverFrameFault(
    'closes-after-wrong',
    'closes after a wrong password',
    ['toom-2.2g'],
    (frame, line) => {
      if (unpickle(frame).type !== 'LOGIN-F') return [frame]
      line.write(frame)
      line.close('logout')
      return []
    },
  ),
  {
    name: 'never-locks',
    what: 'never locks a name',
    breaks: ['toom-2.2c'],
    apply: changePolicy((policy) => ({ ...policy, attempts: 1000 })),
  },
  {
    name: 'locks-late',
    what: 'locks a name one wrong password too late',
    breaks: ['toom-2.2c'],
    apply: changePolicy((policy) => ({ ...policy, attempts: policy.attempts + 1 })),
  },
  {
    name: 'locks-shortly',
    what: 'lets in who has the right password while the name is locked',
    breaks: ['toom-2.2d'],
    apply: changePolicy((policy) => ({ ...policy, lockTime: 0 })),
  },
  closeFault(
    'stays-when-locked',
    'does not close after LOGIN-B',
    ['toom-2.2e'],
    (reason) => reason !== 'locked-out',
  ),
  {
    name: 'once-only',
    what: 'lets nobody in twice',
    breaks: ['toom-2.5'],
    apply: changePolicy((policy) => ({ ...policy, several: false })),
  },
  sessionFault('answers-ports', 'answers UDP_PORT', ['toom-2.3a', 'toom-1.5a'], {
    take: ({ kind }, line) => {
      if (kind === 'port') line.write(pickle('ACK', ''))
    },
  }),
  replyFault(
    'open-door',
    'answers commands before the login as if they did not exist',
    ['toom-3.9'],
    (said) =>
      said.body === 'Please log in first.' ? { type: '', body: 'Error. Invalid command!' } : said,
  ),
]
