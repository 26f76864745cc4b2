import {
  askFault,
  serverFrameFault,
  serverInputFault,
  serverLeaksRooms,
  serverTextFault,
  textOf,
} from '@parley/faulty'
import type { GhostrFault } from './mutations.ts'

/** All of rooms: only checks of the extension see it. */
const ofRooms = (fault: GhostrFault): GhostrFault => ({ ...fault, scope: 'extension' })

const toEveryoneToo: GhostrFault = {
  name: 'room-to-everyone-too',
  what: 'delivers a broadcast with a room to the room, and to everyone',
  breaks: ['ghostr-9.3a'],
  apply: serverLeaksRooms,
}

export const serverRoomFaults: readonly GhostrFault[] = [
  serverInputFault('no-rooms', 'knows no join', ['ghostr-9.1'], (text) =>
    text.replace('"action": "join"', '"action": "joint"'),
  ),
  serverTextFault(
    'left-again',
    'confirms that a user leaves who is not in',
    ['ghostr-9.1a'],
    (text) => text.replace('"leave", "status": "ROOM_NOT_JOINED"', '"leave", "status": "SUCCESS"'),
  ),
  serverTextFault('hides-rooms', 'lists no rooms', ['ghostr-9.2'], (text) =>
    text.replace(/("rooms", "reply": )\[.*\]/, '$1[]'),
  ),
  askFault('lists-everybody', 'lists everybody for a room', ['ghostr-9.2a'], {
    list: ({ kind }) => ({ kind }),
  }),
  askFault('room-to-everyone', 'delivers a broadcast with a room to everyone', ['ghostr-9.3'], {
    broadcast: ({ kind, text }) => ({ kind, text }),
  }),
  serverTextFault('room-not-said', 'does not say in which room', ['ghostr-9.3'], (text) =>
    text.replace(/("receive_broadcast", "from": "[^"]*"), "room": "[^"]*"/, '$1'),
  ),
  toEveryoneToo,
  serverTextFault('any-room', 'confirms a broadcast to any room', ['ghostr-9.3b'], (text) =>
    text.replace('"reply": "ROOM_NOT_JOINED"', '"n_sent": 1, "n_blocked": 0'),
  ),
  serverInputFault('odd-room', 'takes a room that is no string for none', ['ghostr-9.3c'], (text) =>
    text.replace(/, "room": \d+/, ''),
  ),
  serverTextFault('kicks-nobody', 'confirms that nobody was put out', ['ghostr-9.4'], (text) =>
    text.replace('"kick", "status": "USER_NOT_EXIST"', '"kick", "status": "SUCCESS"'),
  ),
  askFault('short-bans', 'forgets bans at once', ['ghostr-9.4a'], {
    ban: (command) => ({ ...command, for: 0 }),
  }),
  serverTextFault('all-moderate', 'confirms a kick to who may not', ['ghostr-9.4b'], (text) =>
    text.replace('NOT_MODERATOR', 'SUCCESS'),
  ),
  askFault('short-mutes', 'forgets at once who may not speak', ['ghostr-9.4c'], {
    mute: (command) => ({ ...command, for: 0 }),
  }),
  serverFrameFault('kicks-in-silence', 'does not say who was put out', ['ghostr-9.5'], (frame) =>
    textOf(frame).includes('"leave_broadcast"') ? [] : [frame],
  ),
].map(ofRooms)
