import { askFault } from '@parley/faulty'
import { type KtnFault, requestFault, responseFault } from './mutations.ts'

export const serverRoomFaults: readonly KtnFault[] = [
  requestFault('no-rooms', 'knows no join', ['ktn-6.6'], (request) =>
    request.kind === 'join' ? { kind: 'unknown' } : request,
  ),
  responseFault(
    'joins-in-silence',
    'tells nobody who has joined',
    ['ktn-6.6c'],
    'info',
    (object) => (object.includes(' has joined ') ? [] : object),
  ),
  responseFault(
    'room-not-said',
    'does not say in which room something is said',
    ['ktn-6.7'],
    'message',
    (object) => object.replace(/,"room":"[^"]*"\}/, '}'),
  ),
  askFault('leaks-room', 'says to everyone what was said in a room', ['ktn-6.7', 'ktn-6.7a'], {
    broadcast: ({ kind, text }) => ({ kind, text }),
  }),
  responseFault(
    'any-room',
    'does not refuse what is said in a room from outside',
    ['ktn-6.7b'],
    'error',
    (object) => (object.includes('You are not in that room') ? [] : object),
  ),
  askFault('lists-everybody', 'lists everybody for a room', ['ktn-6.7d'], {
    list: ({ kind }) => ({ kind }),
  }),
  askFault('one-history', 'tells the history of everyone for that of a room', ['ktn-6.7e'], {
    history: ({ kind, last }) => ({ kind, last }),
  }),
  requestFault('never-leaves', 'confirms leave, and goes on', ['ktn-6.6a'], (request, line) => {
    if (request.kind !== 'leave') return request
    line.say('info', `Left ${request.room}`)
    return undefined
  }),
  requestFault(
    'never-kicks',
    'confirms kick, and leaves the user in',
    ['ktn-6.8'],
    (request, line) => {
      if (request.kind !== 'kick' || line.name === '') return request
      line.say('info', `Kicked ${request.name}`)
      return undefined
    },
  ),
  askFault('never-banned', 'bans for no time at all', ['ktn-6.8a'], {
    ban: (command) => ({ ...command, for: 0 }),
  }),
  responseFault(
    'all-moderate',
    'refuses nobody who does not moderate',
    ['ktn-6.8b'],
    'error',
    (object) => object.replace('You are not a moderator', 'Try again later'),
  ),
  requestFault(
    'removes-nothing',
    'confirms remove, and keeps the message',
    ['ktn-6.9'],
    (request, line) => {
      if (request.kind !== 'remove') return request
      line.say('info', `Removed a message of ${request.name}`)
      return undefined
    },
  ),
]
