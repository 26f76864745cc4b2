import { eventFault, serverInputFault, serverTextFault } from '@parley/faulty'
import { type KtnFault, requestFault, responseFault } from './mutations.ts'

const SIGNS = /[^A-Za-z0-9]/g

export const serverLoginFaults: readonly KtnFault[] = [
  serverTextFault('own-words', 'welcomes a login in words of its own', ['ktn-3.1'], (object) =>
    object.replace('Login successful', 'Welcome to the chat'),
  ),
  eventFault('tells-nobody', 'tells nobody who comes', ['ktn-3.1b'], (event) =>
    event.kind === 'joined' ? undefined : event,
  ),
  requestFault('any-name', 'accepts names with signs in them', ['ktn-3.2'], (request) =>
    request.kind === 'login' ? { ...request, name: request.name.replace(SIGNS, '') } : request,
  ),
  requestFault(
    'letters-of-the-world',
    'accepts letters outside ASCII in names',
    ['ktn-3.2'],
    (request) =>
      request.kind === 'login'
        ? {
            ...request,
            name: request.name.replace(/[\p{L}\p{N}]/gu, (one) => one.replace(SIGNS, 'o')),
          }
        : request,
  ),
  serverInputFault(
    'blanks-in-names',
    'keeps the spaces after a name, and refuses it',
    ['ktn-3.2b'],
    (text) => text.replace(/(\w+) +"/, '$1!"'),
  ),
  responseFault('same-name', 'lets a second user have a name', ['ktn-3.3'], 'error', (object) =>
    object.replace('"error"', '"info"').replace('Username taken', 'Login successful'),
  ),
]
