import type { Line } from '@parley/contract'
import { serverSession, serverTextFault } from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

export const serverLoginFaults: readonly GhostrFault[] = [
  {
    name: 'greets',
    what: 'says something as soon as somebody connects',
    breaks: ['ghostr-1.4'],
    apply: (dialect) => ({
      ...dialect,
      serve(line, options) {
        const session = dialect.serve(line, options)
        return {
          greet: () => line.write('{"action": "hello"}'),
          take: (request) => session.take(request),
          hear: (event) => session.hear(event),
          wake: (now) => session.wake?.(now),
        }
      },
    }),
  },
  {
    name: 'new-logs-off',
    what: 'closes all other connections when a new name gets an account',
    breaks: ['ghostr-2.3a'],
    apply(dialect) {
      const known = new Set<string>()
      const lines = new Set<Line>()
      return serverSession(
        dialect,
        (line) => line,
        (session, line) => ({
          take(request) {
            lines.add(line)
            if (request.kind === 'login' && !known.has(request.name)) {
              known.add(request.name)
              for (const other of lines) if (other !== line) other.close('logout')
            }
            session.take(request)
          },
        }),
      )
    },
  },
  serverTextFault(
    'other-word',
    'answers a wrong password with another word',
    ['ghostr-2.2b'],
    (text) => text.replace('"INVALID_PASSWORD"', '"WRONG_PASSWORD"'),
  ),
  serverTextFault(
    'no-block',
    'takes a third wrong password for a second one',
    ['ghostr-2.2d'],
    (text) => text.replace('"INVALID_PASSWORD_BLOCKED"', '"INVALID_PASSWORD"'),
  ),
  serverTextFault(
    'twice-online',
    'says SUCCESS to a user who is online already',
    ['ghostr-2.2f'],
    (text) => text.replace('"ALREADY_LOGGED_IN"', '"SUCCESS"'),
  ),
  serverTextFault(
    'never-locked',
    'says INVALID_PASSWORD where a name is blocked',
    ['ghostr-2.2e'],
    (text) => text.replace('"status": "BLOCKED"', '"status": "INVALID_PASSWORD"'),
  ),
]
