import type { Heard } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { type Clients, checks, flawAt, type GhostrClient, object, SENT } from './test-client.ts'

const JOINED = [...SENT, 'ghostr-9.1'] as const
const SAID = [...JOINED, 'ghostr-9.3'] as const

/** Comes into a room. */
export async function join(one: GhostrClient, room: string, rule = 'ghostr-9.1'): Promise<void> {
  await one.say('join', { room })
  await one.status('join', 'SUCCESS', rule)
}

/** A new room with its maker and somebody else in it. */
export async function roomOfTwo(
  clients: Clients,
): Promise<readonly [maker: GhostrClient, other: GhostrClient, room: string]> {
  const [maker, other] = await clients.pair()
  const room = `#${clients.word()}`
  await join(maker, room)
  await join(other, room)
  return [maker, other, room]
}

/** What somebody says in a room comes, with the room. */
export async function hears(
  one: GhostrClient,
  from: GhostrClient,
  said: { readonly room: string; readonly message: string },
  rule?: string,
): Promise<void> {
  const { room, message } = said
  const judge = (heard: Heard<Reply>) => {
    const { frame } = heard
    if (frame.kind !== 'received' || frame.text !== message) {
      return flawAt(heard, 'message', 'its text is another')
    }
    return frame.room === room ? undefined : flawAt(heard, 'room', 'it does not name the room')
  }
  await one.wire.find(
    object({ action: 'receive_broadcast', from: from.name, room, message }),
    (frame) => frame.kind === 'received' && frame.from === from.name,
    judge,
    rule,
  )
}

/** Of two messages of somebody, one in a room and then one to this user alone, only that one comes. */
async function hearsOnlyTheNext(
  clients: Clients,
  one: GhostrClient,
  from: GhostrClient,
  room: string,
) {
  await from.say('broadcast', { message: clients.word(), room })
  const after = clients.word()
  await from.say('message', { message: after, user: one.name })
  await one.wire.find(
    object({ action: 'receive_message', from: from.name, message: after }),
    (frame) => frame.kind === 'received' && frame.from === from.name,
    (heard) => {
      const isNext = heard.frame.kind === 'received' && heard.frame.text === after
      return isNext ? undefined : flawAt(heard, 'message', 'it was said in a room')
    },
  )
}

export const roomChecks = [
  ...checks(SENT, [
    {
      id: 'ghostr-9.1',
      title: 'lets a user join a room',
      hint: 'Answer join with SUCCESS and the name of the room; if there is no such room, make it.',
      scope: 'extension',
      async run(clients) {
        const one = await clients.user()
        const room = `#${clients.word()}`
        await one.say('join', { room })
        const heard = await one.status('join', 'SUCCESS')
        if (!heard.text.includes(`"${room}"`)) clients.stage.fail('it does not name the room')
        await one.say('join', { room })
        await one.status('join', 'ROOM_ALREADY_JOINED')
      },
    },
    {
      id: 'ghostr-9.1.name',
      title: 'refuses to join what is no room',
      hint: 'The name of a room begins with # and has one character more: else ROOM_INVALID.',
      needs: ['ghostr-9.1'],
      scope: 'extension',
      steps: [
        'ann> {"action": "join", "room": "{word}"}',
        'ann< {"action": "join", "status": "ROOM_INVALID"}',
        'ann> {"action": "join", "room": "#"}',
        'ann< {"action": "join", "status": "ROOM_INVALID"}',
      ],
    },
  ]),
  ...checks(JOINED, [
    {
      id: 'ghostr-9.3',
      title: 'delivers a broadcast with a room to the others in it',
      hint: 'Send receive_broadcast with from, room and message to all others who are in the room.',
      scope: 'extension',
      async run(clients) {
        const [maker, other, room] = await roomOfTwo(clients)
        const message = clients.word()
        await maker.say('broadcast', { message, room })
        await hears(other, maker, { room, message })
      },
    },
    {
      id: 'ghostr-9.3b',
      title: 'refuses a broadcast to a room that the user is not in',
      hint: 'Look whether the sender is in the room: else ROOM_NOT_JOINED, without one ROOM_NOT_EXIST.',
      scope: 'extension',
      async run(clients) {
        const [one, other] = await clients.pair()
        const room = `#${clients.word()}`
        await join(one, room)
        await other.say('broadcast', { message: clients.word(), room })
        await other.replies('broadcast', 'ROOM_NOT_JOINED')
        await other.say('broadcast', { message: clients.word(), room: `#${clients.word()}` })
        await other.replies('broadcast', 'ROOM_NOT_EXIST')
      },
    },
    {
      id: 'ghostr-9.3c',
      title: 'says nothing to everyone for a room that is not a string',
      hint: 'If there is a key room, never fall back to everyone: answer ROOM_NOT_EXIST.',
      scope: 'extension',
      steps: [
        'ann> {"action": "broadcast", "message": "hello", "room": 7}',
        'ann< {"action": "broadcast", "reply": "ROOM_NOT_EXIST"}',
      ],
    },
  ]),
  ...checks(SAID, [
    {
      id: 'ghostr-9.3a',
      title: 'delivers a broadcast with a room to nobody else',
      hint: 'Send it to the members of the room, and not to everybody who is online.',
      scope: 'extension',
      async run(clients) {
        const [maker, outside] = await clients.pair()
        const room = `#${clients.word()}`
        await join(maker, room)
        await hearsOnlyTheNext(clients, outside, maker, room)
      },
    },
    {
      id: 'ghostr-9.1a',
      title: 'lets a user leave a room',
      hint: 'Answer leave with SUCCESS, and take the user out of the members of the room.',
      scope: 'extension',
      async run(clients) {
        const [maker, other, room] = await roomOfTwo(clients)
        await other.say('leave', { room })
        await other.status('leave', 'SUCCESS')
        await hearsOnlyTheNext(clients, other, maker, room)
        await other.say('leave', { room })
        await other.status('leave', 'ROOM_NOT_JOINED')
      },
    },
    {
      id: 'ghostr-9.2',
      title: 'lists the rooms',
      hint: 'Answer rooms with the names of all rooms in a list under reply.',
      scope: 'extension',
      async run(clients) {
        const [, other, room] = await roomOfTwo(clients)
        await other.say('rooms')
        const names = await other.names('rooms')
        if (!names.includes(room)) clients.stage.fail(`${room} is missing`)
      },
    },
    {
      id: 'ghostr-9.2a',
      title: 'lists the others in a room',
      hint: 'Answer whoelse with a room with those in it, without the one who asks.',
      scope: 'extension',
      async run(clients) {
        const [maker, outside] = await clients.pair()
        const room = `#${clients.word()}`
        await join(maker, room)
        for (const [asker, wanted] of [
          [maker, []],
          [outside, [maker.name]],
        ] as const) {
          await asker.say('whoelse', { room })
          const names = await asker.names('whoelse')
          if (names.join() !== wanted.join()) clients.stage.fail(`the list is ${names.join(', ')}`)
        }
        await outside.say('whoelse', { room: `#${clients.word()}` })
        await outside.replies('whoelse', 'ROOM_NOT_EXIST')
      },
    },
    {
      id: 'ghostr-9.5',
      title: 'tells who comes into a room',
      hint: 'Send join_broadcast with from and room to all others who are in the room.',
      scope: 'extension',
      async run(clients) {
        const [maker, other, room] = await roomOfTwo(clients)
        await maker.wire.find(
          object({ action: 'join_broadcast', from: other.name, room, message: '' }),
          ({ kind }) => kind === 'entered',
          ({ frame }) => {
            const isRight =
              frame.kind === 'entered' && frame.name === other.name && frame.room === room
            return isRight ? undefined : { why: 'it is of somebody else, or of another room' }
          },
        )
      },
    },
  ]),
]
