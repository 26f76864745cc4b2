import type { Line } from '@parley/contract'
import {
  askFault,
  serverInput,
  serverInputFault,
  serverText,
  serverTextFault,
  serverWrites,
} from '@parley/faulty'
import type { VuFault } from './mutations.ts'

/** All of rooms: only the checks of the extension see it. */
const ofRooms = (fault: VuFault): VuFault => ({ ...fault, scope: 'extension' })

const faults: readonly VuFault[] = [
  serverInputFault('no-rooms', 'knows no JOIN', ['vu-6.5'], (text) =>
    text.replace(/^JOIN /, 'JOINT '),
  ),
  askFault('room-to-everyone', 'delivers a message to a room to everyone', ['vu-6.5a'], {
    broadcast: ({ kind, text }) => ({ kind, text }),
  }),
  serverTextFault('room-not-said', 'does not say which room a message is of', ['vu-6.5a'], (line) =>
    line.replace(/^(DELIVERY (?!server)[^ #]+)#\S+/, '$1'),
  ),
  serverTextFault(
    'any-room',
    'confirms a message to a room that the sender is not in',
    ['vu-6.5c'],
    (line) => line.replace('BAD-DEST-ROOM', 'SEND-OK'),
  ),
  serverTextFault('room-spaces', 'puts spaces between the names of rooms', ['vu-6.6'], (line) =>
    line.startsWith('ROOMS-OK ') ? line.replaceAll(/ |,/g, ' , ') : line,
  ),
  askFault('lists-everybody', 'lists everybody for a room', ['vu-6.6a'], {
    list: ({ kind }) => ({ kind }),
  }),
  askFault('never-banned', 'bans the other way round: nobody is kept out', ['vu-6.7a'], {
    ban: (command) => ({ ...command, for: 0 }),
  }),
  serverTextFault('all-moderate', 'confirms a kick to who may not', ['vu-6.7b'], (line) =>
    line.replace('FORBIDDEN', 'KICK-OK'),
  ),
  serverTextFault('kicks-in-silence', 'does not say who was put out', ['vu-6.8'], (line) =>
    line.replace(/^DELIVERY server#.*\n/, ''),
  ),
  {
    name: 'room-heard-outside',
    what: 'delivers a message to a room also to the user who logged in last',
    breaks: ['vu-6.5b'],
    apply(dialect) {
      let last: Line | undefined
      return serverWrites(dialect, (frame, line) => {
        const text = String(frame)
        if (text.startsWith('HELLO ')) last = line
        if (last !== line && /^DELIVERY [^ #]+#/.test(text)) last?.write(frame)
        return [frame]
      })
    },
  },
  {
    name: 'never-leaves',
    what: 'confirms LEAVE, and goes on delivering',
    breaks: ['vu-6.5d'],
    apply: (dialect) =>
      serverText((line) => line.replace('IN-ROOM', 'LEAVE-OK'))(
        serverInput((text) => text.replace(/^LEAVE /, 'JOIN '))(dialect),
      ),
  },
  {
    name: 'kicks-nobody',
    what: 'confirms KICK, and puts nobody out',
    breaks: ['vu-6.7'],
    apply: (dialect) =>
      serverText((line) => line.replace(/^BANS-OK.*/, 'KICK-OK'))(
        serverInput((text) => text.replace(/^KICK \S+ (#\S+).*/, 'BANS $1'))(dialect),
      ),
  },
]

export const serverRoomFaults: readonly VuFault[] = faults.map(ofRooms)
