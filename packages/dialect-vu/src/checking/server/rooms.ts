import type { Reply } from '../../frames.ts'
import { checks, DELIVERY, type VuClient } from './test-client.ts'

const JOINED = [...DELIVERY, 'vu-6.5'] as const
const SAID = [...JOINED, 'vu-6.5a'] as const

const NO_KICK = 'this does not tell who was put out, and why'

/** She makes a room with a new name, and he comes in. */
const BOTH_JOIN = [
  'ann> JOIN #{room}\n',
  ['ann< JOIN-OK #{room}\n', 'vu-6.5'],
  'bob> JOIN #{room}\n',
  ['bob< JOIN-OK #{room}\n', 'vu-6.5'],
] as const

/** What she says in the room reaches him next. */
const REACHES = [
  'ann> SEND #{room} {next}\n',
  ['ann< SEND-OK\n', 'vu-6.5a'],
  ['bob< DELIVERY {ann}#{room} {next}\n', 'vu-6.5a'],
] as const

/** A room with its maker and somebody else in it, and its name. */
async function roomOfTwo(
  [maker, other]: readonly [VuClient, VuClient],
  room: string,
): Promise<void> {
  for (const one of [maker, other])
    await one.request(`JOIN ${room}\n`, `JOIN-OK ${room}\n`, 'vu-6.5')
}

export const roomChecks = [
  ...checks(DELIVERY, [
    {
      id: 'vu-6.5',
      title: 'lets a user join a room',
      hint: 'Answer "JOIN #tea" with "JOIN-OK #tea"; if there is no such room, make it.',
      scope: 'extension',
      steps: [...BOTH_JOIN, 'ann> JOIN #{room}\n', 'ann< IN-ROOM\n'],
    },
    {
      id: 'vu-6.5.name',
      title: 'refuses to join what is no room',
      hint: 'The name of a room begins with # and has one character more; else BAD-RQST-BODY.',
      needs: ['vu-6.5'],
      scope: 'extension',
      steps: [
        'ann> JOIN\n',
        'ann< BAD-RQST-BODY\n',
        'ann> JOIN {word}\n',
        'ann< BAD-RQST-BODY\n',
        'ann> JOIN #\n',
        'ann< BAD-RQST-BODY\n',
      ],
    },
  ]),
  ...checks(JOINED, [
    {
      id: 'vu-6.5a',
      title: 'delivers a message to a room',
      hint: 'To all others in the room: "DELIVERY ", the sender, the room without a space between, the body.',
      scope: 'extension',
      steps: [...BOTH_JOIN, ...REACHES],
    },
    {
      id: 'vu-6.5c',
      title: 'refuses a message to a room one is not in',
      hint: 'Look whether the sender is in the room; if not, or there is none, BAD-DEST-ROOM.',
      scope: 'extension',
      steps: [
        'ann> JOIN #{room}\n',
        ['ann< JOIN-OK #{room}\n', 'vu-6.5'],
        'bob> SEND #{room} {word}\n',
        'bob< BAD-DEST-ROOM\n',
        'bob> SEND #{none} {word}\n',
        'bob< BAD-DEST-ROOM\n',
      ],
    },
  ]),
  ...checks(SAID, [
    {
      id: 'vu-6.5b',
      title: 'delivers a message to a room to nobody else',
      hint: 'Deliver to the members of the room, and not to everybody who is online.',
      scope: 'extension',
      async run(clients) {
        const [ann, bob, eve] = await clients.three()
        const room = `#${clients.word()}`
        await roomOfTwo([ann, bob], room)
        const body = clients.word()
        await ann.request(`SEND ${room} ${body}\n`, 'SEND-OK\n', 'vu-6.5a')
        await bob.hears(`DELIVERY ${ann.name}${room} ${body}\n`, 'vu-6.5a')
        await ann.delivers(eve, clients.word())
        await eve.delivers(ann, clients.word())
      },
    },
    {
      id: 'vu-6.5d',
      title: 'lets a user leave a room',
      hint: 'Answer LEAVE with LEAVE-OK, and take the user out of the members of the room.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'bob> LEAVE #{room}\n',
        'bob< LEAVE-OK\n',
        'ann> SEND #{room} {word}\n',
        ['ann< SEND-OK\n', 'vu-6.5a'],
        'ann> SEND {bob} {after}\n',
        ['ann< SEND-OK\n', 'vu-3.3'],
        'bob< DELIVERY {ann} {after}\n',
        'bob> LEAVE #{room}\n',
        'bob< BAD-DEST-ROOM\n',
      ],
    },
    {
      id: 'vu-6.6',
      title: 'answers ROOMS with the rooms',
      hint: 'Answer ROOMS with "ROOMS-OK ", and the rooms with a comma between two.',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = `#${clients.word()}`
        await roomOfTwo([ann, bob], room)
        await bob.wire.say('ROOMS\n')
        await bob.wire.find('ROOMS-OK and the rooms', bob.isOurs, ({ text }) => {
          const names = /^ROOMS-OK ([^\r\n]+)\r?\n$/.exec(text)?.[1]?.split(',') ?? []
          return names.includes(room) ? undefined : { why: `this is no list with ${room}` }
        })
      },
    },
    {
      id: 'vu-6.6a',
      title: 'answers LIST and a room with its members',
      hint: 'Answer "LIST #tea" as LIST, with those who are in the room.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'eve> LIST #{room}\n',
        'eve< LIST-OK {ann},{bob}\n',
        'eve> LIST #{none}\n',
        'eve< BAD-DEST-ROOM\n',
      ],
    },
    {
      id: 'vu-6.7b',
      title: 'forbids moderating to who may not',
      hint: 'Only who has made the room, or moderates the server, may KICK, BAN and UNBAN: else FORBIDDEN.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'bob> KICK {ann} #{room}\n',
        'bob< FORBIDDEN\n',
        'bob> BAN {ann} #{room}\n',
        'bob< FORBIDDEN\n',
        'bob> KICK {ann}\n',
        'bob< FORBIDDEN\n',
        ...REACHES,
      ],
    },
    {
      id: 'vu-6.7',
      title: 'puts a user out of a room',
      hint: 'Answer "KICK bob #tea" with KICK-OK, and take bob out of the members of the room.',
      needs: ['vu-6.5c'],
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = `#${clients.word()}`
        await roomOfTwo([ann, bob], room)
        await ann.request(`KICK ${bob.name} ${room} too loud\n`, 'KICK-OK\n')
        await bob.request(`SEND ${room} hello\n`, 'BAD-DEST-ROOM\n')
        await bob.request(`JOIN ${room}\n`, `JOIN-OK ${room}\n`, 'vu-6.5')
        await ann.request(`KICK ${clients.word()} ${room}\n`, 'BAD-DEST-USER\n')
      },
    },
    {
      id: 'vu-6.7a',
      title: 'keeps a banned user out of a room',
      hint: 'Store who is banned from the room; until UNBAN, answer their JOIN with FORBIDDEN.',
      needs: ['vu-6.5c'],
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = `#${clients.word()}`
        await roomOfTwo([ann, bob], room)
        await ann.request(`BAN ${bob.name} ${room} 10 too loud\n`, 'BAN-OK\n')
        await bob.request(`SEND ${room} hello\n`, 'BAD-DEST-ROOM\n')
        await bob.request(`JOIN ${room}\n`, 'FORBIDDEN\n')
        await bob.request(`BANS ${room}\n`, `BANS-OK ${bob.name}\n`)
        await ann.request(`UNBAN ${bob.name} ${room}\n`, 'UNBAN-OK\n')
        await bob.request(`JOIN ${room}\n`, `JOIN-OK ${room}\n`)
        await ann.request(`UNBAN ${bob.name} ${room}\n`, 'BAD-DEST-USER\n')
      },
    },
    {
      id: 'vu-6.8',
      title: 'tells a user who is put out of a room',
      hint: 'Deliver from "server" and the room that somebody was put out, by whom and why.',
      needs: ['vu-6.7'],
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const [room, why] = [`#${clients.word()}`, clients.word()]
        await roomOfTwo([ann, bob], room)
        await ann.request(`KICK ${bob.name} ${room} ${why}\n`, 'KICK-OK\n', 'vu-6.7')
        const isOfRoom = (frame: Reply) => frame.kind === 'delivery' && frame.room === room
        await bob.wire.find(`DELIVERY server${room} and the reason`, isOfRoom, ({ text }) => {
          const parts = [`DELIVERY server${room} `, bob.name, why]
          return parts.every((part) => text.includes(part)) ? undefined : { why: NO_KICK }
        })
      },
    },
  ]),
]
