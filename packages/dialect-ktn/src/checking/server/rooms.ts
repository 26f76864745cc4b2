import { flawUnless } from '../objects.ts'
import { checks, type KtnClient, MESSAGES } from './test-client.ts'

const JOINED = [...MESSAGES, 'ktn-6.6'] as const
const SAID = [...JOINED, 'ktn-6.7'] as const

/** She makes a room with a new name, and he comes in. */
const BOTH_JOIN = [
  'ann> {"request": "join", "content": "#{room}"}',
  ['ann< {"response": "info", "content": "Joined #{room}"}', 'ktn-6.6'],
  'bob> {"request": "join", "content": "#{room}"}',
  ['bob< {"response": "info", "content": "Joined #{room}"}', 'ktn-6.6'],
] as const

const NOT_IN = '{"response": "error", "content": "You are not in that room"}'
const NO_MODERATOR = '{"response": "error", "content": "You are not a moderator"}'

/** After what has to be said to one alone, the next message of this sender that `other` gets is another. */
async function hearsOnly(other: KtnClient, from: KtnClient, secret: string, word: string) {
  await from.request('msg', word)
  await other.wire.find(
    `a message with ${word} in it, and none with ${secret}`,
    (frame) => frame.kind === 'message' && new RegExp(`${word}|${secret}`).test(frame.text),
    ({ text }) => flawUnless(text.includes(word), `${other.name} got what was said in a room`),
  )
}

export const roomChecks = [
  ...checks(MESSAGES, [
    {
      id: 'ktn-6.6',
      title: 'lets a user join a room',
      hint: 'Answer join with the info "Joined #tea"; if there is no such room, make it.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'bob> {"request": "join", "content": "#{room}"}',
        'bob< {"response": "error"}',
      ],
    },
  ]),
  ...checks(JOINED, [
    {
      id: 'ktn-6.6c',
      title: 'tells a room who has joined',
      hint: 'Send the others in the room the info "bob has joined #tea", with the key room.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'ann< {"response": "info", "content": "{bob} has joined #{room}", "room": "#{room}"}',
      ],
    },
    {
      id: 'ktn-6.7',
      title: 'delivers a message to a room',
      hint: 'If a msg is #tea and a text, send the text to all in that room, with the key room.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'ann> {"request": "msg", "content": "#{room} {word}"}',
        'bob< {"response": "message", "content": "{word}", "room": "#{room}"}',
        'ann< {"response": "message", "content": "{word}", "room": "#{room}"}',
      ],
    },
    {
      id: 'ktn-6.7c',
      title: 'delivers a message to an unknown #room to everyone',
      hint: 'If there is no such room, send the text as it is, with the # and the name.',
      scope: 'extension',
      steps: [
        'ann> {"request": "msg", "content": "#{none} {word}"}',
        'bob< {"response": "message", "content": "#{none} {word}"}',
      ],
    },
    {
      id: 'ktn-6.7d',
      title: 'lists the members of a room',
      hint: 'Answer names with the content "#tea" with the info "In #tea: " and who is in it.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'eve> {"request": "names", "content": "#{room}"}',
        'eve< {"response": "info", "content": "In #{room}: {ann}, {bob}"}',
      ],
    },
    {
      id: 'ktn-6.6b',
      title: 'lists the rooms',
      hint: 'Answer rooms with the info "Rooms: " and the names, a comma and a space between.',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = `#${clients.word()}`
        await ann.request('join', room)
        await ann.hears(`{"response": "info", "content": "Joined ${room}"}`, 'ktn-6.6')
        await bob.request('rooms')
        const isList = (text: string) => text.startsWith('Rooms: ') && text.includes(room)
        await bob.expectInfo(`Rooms: and ${room} among them`, isList)
      },
    },
  ]),
  ...checks(SAID, [
    {
      id: 'ktn-6.7a',
      title: 'delivers a message to a room to nobody else',
      hint: 'Send it to those who are in the room, and not to everybody who is logged in.',
      scope: 'extension',
      async run(clients) {
        const [ann, eve] = await clients.pair()
        const [room, secret] = [`#${clients.word()}`, clients.word()]
        await ann.request('join', room)
        await ann.hears(`{"response": "info", "content": "Joined ${room}"}`, 'ktn-6.6')
        await ann.request('msg', `${room} ${secret}`)
        await hearsOnly(eve, ann, secret, clients.word())
      },
    },
    {
      id: 'ktn-6.7b',
      title: 'refuses a message to a room one is not in',
      hint: 'Look whether the author is in the room; if not, the error "You are not in that room".',
      scope: 'extension',
      steps: [
        'ann> {"request": "join", "content": "#{room}"}',
        ['ann< {"response": "info", "content": "Joined #{room}"}', 'ktn-6.6'],
        'bob> {"request": "msg", "content": "#{room} {word}"}',
        `bob< ${NOT_IN}`,
      ],
    },
    {
      id: 'ktn-6.7e',
      title: 'tells the history of a room',
      hint: 'Answer history with the content "#tea" with what was said in the room.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'ann> {"request": "msg", "content": "#{room} {word}"}',
        ['bob< {"response": "message", "content": "{word}", "room": "#{room}"}', 'ktn-6.7'],
        'bob> {"request": "history", "content": "#{room}"}',
        'bob< {"response": "message", "content": "{word}", "room": "#{room}"}',
      ],
    },
    {
      id: 'ktn-6.6a',
      title: 'lets a user leave a room',
      hint: 'Answer leave with the info "Left #tea", and send them nothing of the room any more.',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const [room, secret] = [`#${clients.word()}`, clients.word()]
        for (const one of [ann, bob]) {
          await one.request('join', room)
          await one.hears(`{"response": "info", "content": "Joined ${room}"}`, 'ktn-6.6')
        }
        await bob.request('leave', room)
        await bob.hears(`{"response": "info", "content": "Left ${room}"}`)
        await ann.request('msg', `${room} ${secret}`)
        await hearsOnly(bob, ann, secret, clients.word())
      },
    },
    {
      id: 'ktn-6.8b',
      title: 'lets only moderators put users out',
      hint: 'Only who has made the room may kick and ban: else the error "You are not a moderator".',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'bob> {"request": "kick", "content": "{ann} #{room}"}',
        `bob< ${NO_MODERATOR}`,
        'bob> {"request": "ban", "content": "{ann} #{room}"}',
        `bob< ${NO_MODERATOR}`,
        'bob> {"request": "kick", "content": "{ann}"}',
        `bob< ${NO_MODERATOR}`,
      ],
    },
    {
      id: 'ktn-6.8',
      title: 'puts a user out of a room',
      hint: 'Answer kick with the info "Kicked bob", and take bob out of the room.',
      needs: ['ktn-6.7b'],
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'ann> {"request": "kick", "content": "{bob} #{room} {why}"}',
        'ann< {"response": "info", "content": "Kicked {bob}"}',
        'bob< {"response": "info", "content": "{ann} has put {bob} out of #{room}: {why}"}',
        'bob> {"request": "msg", "content": "#{room} {word}"}',
        `bob< ${NOT_IN}`,
      ],
    },
    {
      id: 'ktn-6.8a',
      title: 'keeps a banned user out of a room',
      hint: 'Store who is banned from the room; until unban, answer their join with an error.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'ann> {"request": "ban", "content": "{bob} #{room} 10 {why}"}',
        'ann< {"response": "info", "content": "Banned {bob}"}',
        'bob> {"request": "join", "content": "#{room}"}',
        'bob< {"response": "error", "content": "You are banned"}',
        'bob> {"request": "bans", "content": "#{room}"}',
        'bob< {"response": "info", "content": "Bans: {bob}"}',
        'ann> {"request": "unban", "content": "{bob} #{room}"}',
        'ann< {"response": "info", "content": "Unbanned {bob}"}',
        'bob> {"request": "join", "content": "#{room}"}',
        'bob< {"response": "info", "content": "Joined #{room}"}',
      ],
    },
  ]),
  ...checks(MESSAGES, [
    {
      id: 'ktn-6.9',
      title: 'removes a message by its author and time',
      hint: 'Find the message by the name and the timestamp, and answer "Removed a message of ann".',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const content = await postedBy(ann, bob, clients.word())
        await ann.request('remove', content)
        await ann.hears(`{"response": "info", "content": "Removed a message of ${ann.name}"}`)
        await ann.request('remove', content)
        await ann.hears('{"response": "error", "content": "No such message"}')
      },
    },
    {
      id: 'ktn-6.9a',
      title: 'keeps messages of others from being removed',
      hint: 'If somebody else has written it, answer with the error "You are not its author".',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const content = await postedBy(ann, bob, clients.word())
        await bob.request('remove', content)
        await bob.hears('{"response": "error", "content": "You are not its author"}')
      },
    },
  ]),
]

/** What names a message that `reader` has got: its author and its time. */
async function postedBy(author: KtnClient, reader: KtnClient, word: string): Promise<string> {
  await author.request('msg', word)
  const { frame } = await reader.expectMessage(word, undefined, 'ktn-3.6')
  return `${author.name} ${frame.kind === 'message' ? frame.time : ''}`
}
