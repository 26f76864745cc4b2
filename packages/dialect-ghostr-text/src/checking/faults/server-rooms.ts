import {
  askFault,
  serverFrameFault,
  serverInputFault,
  serverLeaksRooms,
  serverTextFault,
  textOf,
} from '@parley/faulty'
import type { GhostrTextFault } from './mutations.ts'

/** All of rooms: only checks of the extension see it. */
const ofRooms = (fault: GhostrTextFault): GhostrTextFault => ({ ...fault, scope: 'extension' })

export const serverRoomFaults: readonly GhostrTextFault[] = [
  serverInputFault('no-rooms', 'knows no JOIN', ['ghostr-text-10.1'], (text) =>
    text.replace('TYPE: JOIN;;', 'TYPE: JOINT;;'),
  ),
  serverTextFault(
    'left-again',
    'confirms that a user leaves who is not in',
    ['ghostr-text-10.1a'],
    (text) => text.replace(/(TYPE: LEAVE;;.*RET: )0/, '$11'),
  ),
  serverTextFault('hides-rooms', 'lists no rooms', ['ghostr-text-10.2'], (text) =>
    text.replace(/(TYPE: ROOMS;;.*BODY: )[^;]*/, '$1'),
  ),
  askFault('lists-everybody', 'lists everybody for a room', ['ghostr-text-10.2a'], {
    list: ({ kind }) => ({ kind }),
  }),
  serverTextFault('room-not-said', 'does not say in which room', ['ghostr-text-10.3'], (text) =>
    text.replace(/(TYPE: MSG;;FROM: [^;]*;;TO: )#[^;]*/, '$1broadcast'),
  ),
  {
    name: 'room-to-everyone',
    what: 'delivers a message to a room to the room, and to everyone',
    breaks: ['ghostr-text-10.3a'],
    apply: serverLeaksRooms,
  },
  serverFrameFault(
    'any-room',
    'says nothing of a message to a room that the user is not in',
    ['ghostr-text-10.3b'],
    (frame) => (textOf(frame).startsWith('TYPE: ERROR;;OF: MSG;;') ? [] : [frame]),
  ),
  serverTextFault(
    'kicks-nobody',
    'confirms that nobody was put out',
    ['ghostr-text-10.4'],
    (text) => text.replace(/(TYPE: KICK;;.*RET: )0(;;ERR: Error. \S+ does not exist)/, '$11$2'),
  ),
  askFault('short-bans', 'forgets bans at once', ['ghostr-text-10.4a'], {
    ban: (command) => ({ ...command, for: 0 }),
  }),
  serverTextFault('all-moderate', 'confirms a kick to who may not', ['ghostr-text-10.4b'], (text) =>
    text.replace(/(TYPE: KICK;;.*RET: )0/, '$11'),
  ),
  askFault('short-mutes', 'forgets at once who may not speak', ['ghostr-text-10.4c'], {
    mute: (command) => ({ ...command, for: 0 }),
  }),
  serverTextFault(
    'kicks-in-silence',
    'does not say who has put somebody out',
    ['ghostr-text-10.5'],
    (text) => text.replace(/(TYPE: LEFT;;.*;;BY: )[^;]*/, '$1server'),
  ),
].map(ofRooms)
