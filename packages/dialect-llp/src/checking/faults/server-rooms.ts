import type { Line } from '@parley/contract'
import {
  askFault,
  serverInput,
  serverInputFault,
  serverText,
  serverTextFault,
  serverWrites,
  textOf,
} from '@parley/faulty'
import type { LlpFault } from './mutations.ts'

/** How a message that arrives in a room begins. */
const inRoom = /^> INBOUND MESSAGE - SENDER: (?!server\n).*\n> RECIPIENT: #/

const faults: readonly LlpFault[] = [
  serverInputFault('no-rooms', 'knows no JOIN', ['llp-6.7'], (text) =>
    text.replace(/^JOIN /, 'JOINT '),
  ),
  serverTextFault(
    'room-to-everyone',
    'says of a message to a room that it is to everyone',
    ['llp-6.7a'],
    (text) => (inRoom.test(text) ? text.replace(/RECIPIENT: #.*/, 'RECIPIENT: everyone') : text),
  ),
  {
    name: 'room-heard-outside',
    what: 'delivers a message to a room also to the user who logged in last',
    breaks: ['llp-6.7b'],
    apply(dialect) {
      let last: Line | undefined
      return serverWrites(dialect, (frame, line) => {
        const text = textOf(frame)
        if (text.startsWith('> OK - Hello ')) last = line
        if (last !== line && inRoom.test(text)) last?.write(frame)
        return [frame]
      })
    },
  },
  serverTextFault(
    'any-room',
    'confirms a message to a room that its author is not in',
    ['llp-6.7c'],
    (text) => text.replace('ERROR - You are not in that room', 'OK - Message Delivered'),
  ),
  {
    name: 'never-leaves',
    what: 'confirms LEAVE, and goes on delivering',
    breaks: ['llp-6.7d'],
    apply(dialect) {
      let room = ''
      const writing = serverText((text) =>
        text.replace(/^> ERROR - You are in that room already/, `> OK - Left ${room}`),
      )
      const reading = serverInput((text) =>
        text.replace(/^LEAVE (\S+)/, (_all, left: string) => {
          room = left
          return `JOIN ${left}`
        }),
      )
      return writing(reading(dialect))
    },
  },
  serverTextFault('no-counts', 'does not say how many are in a room', ['llp-6.8'], (text) =>
    text.replaceAll(/^\d+ \| #/gm, '#'),
  ),
  askFault('lists-everybody', 'lists everybody for a room', ['llp-6.8a'], {
    list: ({ kind }) => ({ kind }),
  }),
  askFault('one-history', 'shows the history of the lobby for a room', ['llp-6.8b'], {
    history: ({ kind, last }) => ({ kind, last }),
  }),
  {
    name: 'kicks-nobody',
    what: 'confirms KICK, and puts nobody out',
    breaks: ['llp-6.9'],
    apply(dialect) {
      let kicked = ''
      const writing = serverText((text) =>
        text.replace(/^> ERROR - You are in that room already/, `> OK - Kicked ${kicked}`),
      )
      const reading = serverInput((text) =>
        text.replace(/^KICK (\S+) (#\S+).*/, (_all, name: string, room: string) => {
          kicked = name
          return `JOIN ${room}`
        }),
      )
      return writing(reading(dialect))
    },
  },
  askFault('never-banned', 'bans for no time: nobody is kept out', ['llp-6.9a'], {
    ban: (command) => ({ ...command, for: 0 }),
  }),
  serverTextFault('all-moderate', 'confirms a kick to who may not', ['llp-6.9b'], (text) =>
    text.replace('ERROR - You are not a moderator', 'OK - Kicked'),
  ),
  serverTextFault('kicks-in-silence', 'does not say why a user was put out', ['llp-6.10'], (text) =>
    text.replace(/( has put \S+ out of the room): .*/, '$1'),
  ),
]

/** All of rooms: only the checks of the extension see it. */
export const serverRoomFaults: readonly LlpFault[] = faults.map((fault) => ({
  ...fault,
  scope: 'extension',
}))
