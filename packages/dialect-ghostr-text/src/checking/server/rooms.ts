import { has } from './list.ts'
import { CHAT, type Clients, checks, type TextClient } from './test-client.ts'

const JOINED = [...CHAT, 'ghostr-text-10.1'] as const
const SAID = [...JOINED, 'ghostr-text-10.3'] as const

/** Comes into a room. */
export async function join(
  one: TextClient,
  room: string,
  rule = 'ghostr-text-10.1',
): Promise<void> {
  await one.say('JOIN', { WHO: one.name, ROOM: room })
  await one.did('JOIN', { WHO: one.name, ROOM: room }, '1', rule)
}

/** A new room with its maker and somebody else in it. */
export async function roomOfTwo(
  clients: Clients,
): Promise<readonly [maker: TextClient, other: TextClient, room: string]> {
  const [maker, other] = await clients.pair()
  const room = `#${clients.word()}`
  await join(maker, room)
  await join(other, room)
  return [maker, other, room]
}

/** What somebody says in a room comes to somebody else in it. */
export async function reaches(
  [from, to]: readonly [TextClient, TextClient],
  room: string,
  rule?: string,
): Promise<void> {
  const text = from.stage.name()
  await from.write(room, text)
  await to.answered('MSG', { FROM: from.name, TO: room, BODY: text }, rule)
}

export const roomChecks = [
  ...checks(CHAT, [
    {
      id: 'ghostr-text-10.1',
      title: 'lets a user join a room',
      hint: 'Answer JOIN with its fields and RET: 1; if there is no such room, make it.',
      scope: 'extension',
      steps: [
        'ann> TYPE: JOIN;;WHO: {ann};;ROOM: #{room};;',
        'ann< TYPE: JOIN;;WHO: {ann};;ROOM: #{room};;RET: 1;;ERR: 0;;',
        'ann> TYPE: JOIN;;WHO: {ann};;ROOM: #{room};;',
        'ann< TYPE: JOIN;;WHO: {ann};;ROOM: #{room};;RET: 0;;',
      ],
    },
    {
      id: 'ghostr-text-10.1.name',
      title: 'refuses to join what is no room',
      hint: 'The name of a room begins with # and has one character more: else RET: 0.',
      needs: ['ghostr-text-10.1'],
      scope: 'extension',
      steps: [
        'ann> TYPE: JOIN;;WHO: {ann};;ROOM: {word};;',
        'ann< TYPE: JOIN;;WHO: {ann};;ROOM: {word};;RET: 0;;',
        'ann> TYPE: JOIN;;WHO: {ann};;ROOM: #;;',
        'ann< TYPE: JOIN;;WHO: {ann};;ROOM: #;;RET: 0;;',
      ],
    },
  ]),
  ...checks(JOINED, [
    {
      id: 'ghostr-text-10.3',
      title: 'delivers a message to a room to the others in it',
      hint: 'Write it to all others who are in the room, as a MSG with TO: and the room.',
      scope: 'extension',
      async run(clients) {
        const [maker, other, room] = await roomOfTwo(clients)
        await reaches([maker, other], room)
      },
    },
    {
      id: 'ghostr-text-10.3b',
      title: 'refuses a message to a room that the user is not in',
      hint: 'Look whether the sender is in the room: else TYPE: ERROR;;OF: MSG;; and the reason.',
      scope: 'extension',
      async run(clients) {
        const [one, other] = await clients.pair()
        const room = `#${clients.word()}`
        await join(one, room)
        await other.write(room, clients.word())
        await other.answered('ERROR', { OF: 'MSG' })
        await other.write(`#${clients.word()}`, clients.word())
        await other.answered('ERROR', { OF: 'MSG' })
      },
    },
  ]),
  ...checks(SAID, [
    {
      id: 'ghostr-text-10.3a',
      title: 'delivers a message to a room to nobody else',
      hint: 'Write it to the members of the room, and not to everybody who is online.',
      scope: 'extension',
      async run(clients) {
        const [maker, outside] = await clients.pair()
        const room = `#${clients.word()}`
        await join(maker, room)
        const [inRoom, after] = [clients.word(), clients.word()]
        await maker.write(room, inRoom)
        await maker.write(outside.name, after)
        await outside.gets(maker.name, after)
      },
    },
    {
      id: 'ghostr-text-10.1a',
      title: 'lets a user leave a room',
      hint: 'Answer LEAVE with RET: 1, and take the user out of the members of the room.',
      scope: 'extension',
      async run(clients) {
        const [maker, other, room] = await roomOfTwo(clients)
        const fields = { WHO: other.name, ROOM: room }
        await other.say('LEAVE', fields)
        await other.did('LEAVE', fields, '1')
        const after = clients.word()
        await maker.write(room, clients.word())
        await maker.write(other.name, after)
        await other.gets(maker.name, after)
        await other.say('LEAVE', fields)
        await other.did('LEAVE', fields, '0')
      },
    },
    {
      id: 'ghostr-text-10.2',
      title: 'lists the rooms',
      hint: 'Answer ROOMS with the names of all rooms in BODY, joined by \\n.',
      scope: 'extension',
      async run(clients) {
        const [, other, room] = await roomOfTwo(clients)
        has(clients, await other.asks('ROOMS'), room)
      },
    },
    {
      id: 'ghostr-text-10.2a',
      title: 'lists the others in a room',
      hint: 'Answer MEMBERS with those in the room, without the one who asks.',
      scope: 'extension',
      async run(clients) {
        const [maker, outside] = await clients.pair()
        const room = `#${clients.word()}`
        await join(maker, room)
        for (const [asker, wanted] of [
          [maker, ''],
          [outside, maker.name],
        ] as const) {
          const names = (await asker.asks('MEMBERS', { ROOM: room })).join(', ')
          if (names !== wanted) clients.stage.fail(`the list is “${names}”`)
        }
      },
    },
    {
      id: 'ghostr-text-10.5',
      title: 'tells who comes into a room',
      hint: 'Write JOINED with the user and the room to all others who are in the room.',
      scope: 'extension',
      async run(clients) {
        const [maker, other, room] = await roomOfTwo(clients)
        const fields = { WHO: other.name, ROOM: room }
        await maker.moved('JOINED', fields)
      },
    },
  ]),
]
