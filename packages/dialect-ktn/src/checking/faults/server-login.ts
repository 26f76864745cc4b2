import { serverHears } from '@parley/faulty'
import {
  changeResponses,
  changeServerInput,
  changeServerOutput,
  interceptRequests,
  type KtnFault,
} from './mutations.ts'

const SIGNS = /[^A-Za-z0-9]/g

export const serverLoginFaults: readonly KtnFault[] = [
  {
    name: 'own-words',
    what: 'welcomes a login in words of its own',
    breaks: ['ktn-3.1'],
    apply: (dialect) =>
      changeServerOutput(dialect, (object) =>
        object.replace('Login successful', 'Welcome to the chat'),
      ),
  },
  {
    name: 'tells-nobody',
    what: 'tells nobody who comes',
    breaks: ['ktn-3.1b'],
    apply: (dialect) =>
      serverHears(dialect, { event: (event) => (event.kind === 'joined' ? undefined : event) }),
  },
  {
    name: 'any-name',
    what: 'accepts names with signs in them',
    breaks: ['ktn-3.2'],
    apply: (dialect) =>
      interceptRequests(dialect, (request) =>
        request.kind === 'login' ? { ...request, name: request.name.replace(SIGNS, '') } : request,
      ),
  },
  {
    name: 'letters-of-the-world',
    what: 'accepts letters outside ASCII in names',
    breaks: ['ktn-3.2'],
    apply: (dialect) =>
      interceptRequests(dialect, (request) =>
        request.kind === 'login'
          ? {
              ...request,
              name: request.name.replace(/[\p{L}\p{N}]/gu, (one) => one.replace(SIGNS, 'o')),
            }
          : request,
      ),
  },
  {
    name: 'blanks-in-names',
    what: 'keeps the spaces after a name, and refuses it',
    breaks: ['ktn-3.2b'],
    apply: (dialect) => changeServerInput(dialect, (text) => text.replace(/(\w+) +"/, '$1!"')),
  },
  {
    name: 'same-name',
    what: 'lets a second user have a name',
    breaks: ['ktn-3.3'],
    apply: (dialect) =>
      changeResponses(dialect, 'error', (object) =>
        object.replace('"error"', '"info"').replace('Username taken', 'Login successful'),
      ),
  },
]
