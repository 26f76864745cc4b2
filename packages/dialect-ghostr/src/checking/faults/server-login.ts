import { type GhostrFault, says } from './mutations.ts'

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
    name: 'other-word',
    what: 'answers a wrong password with another word',
    breaks: ['ghostr-2.2b'],
    apply: says((text) => text.replace('"INVALID_PASSWORD"', '"WRONG_PASSWORD"')),
  },
  {
    name: 'no-block',
    what: 'takes a third wrong password for a second one',
    breaks: ['ghostr-2.2d'],
    apply: says((text) => text.replace('"INVALID_PASSWORD_BLOCKED"', '"INVALID_PASSWORD"')),
  },
  {
    name: 'twice-online',
    what: 'says SUCCESS to a user who is online already',
    breaks: ['ghostr-2.2f'],
    apply: says((text) => text.replace('"ALREADY_LOGGED_IN"', '"SUCCESS"')),
  },
  {
    name: 'never-locked',
    what: 'says INVALID_PASSWORD where a name is blocked',
    breaks: ['ghostr-2.2e'],
    apply: says((text) => text.replace('"status": "BLOCKED"', '"status": "INVALID_PASSWORD"')),
  },
]
