import { askFault, eventFault } from '@parley/faulty'
import { bodyFault, type ToomFault } from './mutations.ts'

export const serverRoomFaults: readonly ToomFault[] = [
  bodyFault('room-swapped', 'confirms another room', ['toom-8.1'], 'ACK', (body) =>
    body.replace(/^Joined #.*\./, 'Joined #lobby.'),
  ),
  bodyFault('leaves-unsaid', 'does not say which room was left', ['toom-8.1a'], 'ACK', (body) =>
    body.replace(/^Left #\S+/, 'Left'),
  ),
  bodyFault('no-room-names', 'tells how many rooms there are', ['toom-8.1b'], 'ACK', (body) =>
    /^#\S+(?:\n#\S+)*$/.test(body) ? `${body.split('\n').length} rooms` : body,
  ),
  eventFault('deaf-in-rooms', 'tells nothing of what is said in rooms', ['toom-8.2'], (event) =>
    event.kind === 'public' && event.room !== undefined ? undefined : event,
  ),
  askFault('posts-on-board', 'posts a message of a room on the board', ['toom-8.2', 'toom-8.2a'], {
    broadcast: ({ kind, text }) => ({ kind, text }),
  }),
  bodyFault('vague-refusal', 'does not say why a message is refused', ['toom-8.2b'], 'F', (body) =>
    body.replace('You are not in that room.', 'Try again later.'),
  ),
  askFault('reads-board', 'tells the messages of the board for those of a room', ['toom-8.2d'], {
    historySince: ({ room: _room, ...command }) => command,
  }),
  askFault('lists-everybody', 'lists everybody for a room', ['toom-8.2e'], {
    list: ({ kind }) => ({ kind }),
  }),
  bodyFault('keeps-others', 'lets nobody delete messages of others', ['toom-8.2f'], 'ACK', (body) =>
    body.replace(/ in #\S+ deleted/, ' kept'),
  ),
  askFault('lets-in-again', 'bans for no time at all', ['toom-8.3a'], {
    ban: (command) => ({ ...command, for: 0 }),
  }),
  bodyFault('kicks-unsaid', 'does not say who was put out', ['toom-8.3'], 'ACK', (body) =>
    body.replace(/^User \S+ kicked/, 'Somebody kicked'),
  ),
  bodyFault('all-moderate', 'refuses nobody who does not moderate', ['toom-8.3b'], 'F', (body) =>
    body.replace('Permission failed, you are not a moderator!', 'Try again later.'),
  ),
]
