import { type Clients, checks, type ToomClient } from './test-client.ts'

const NEEDS = ['toom-1.5', 'toom-2.2', 'toom-3.1', 'toom-3.8'] as const
const JOINED = [...NEEDS, 'toom-8.1'] as const
const SAID = [...JOINED, 'toom-8.2'] as const

const NO_MODERATOR = "{'type': 'F', 'body': 'Permission failed, you are not a moderator!'}"
const NOT_IN = 'You are not in that room.'

const DATE = String.raw`(.{19,20})\.`

/** She makes a room with a new name, and he comes in. */
const BOTH_JOIN = [
  "ann> {'type': 'JOIN', 'body': '#{room}'}",
  ["ann< {'type': 'ACK', 'body': 'Joined #{room}.'}", 'toom-8.1'],
  "bob> {'type': 'JOIN', 'body': '#{room}'}",
  ["bob< {'type': 'ACK', 'body': 'Joined #{room}.'}", 'toom-8.1'],
] as const

/** A new room with these in it. */
async function roomOf(clients: Clients, members: readonly ToomClient[]): Promise<string> {
  const room = `#${clients.word()}`
  for (const one of members) {
    await one.exchange(['JOIN', room], ['ACK', `Joined ${room}.`], 'toom-8.1')
  }
  return room
}

/** Posts in the room; gives when it was. */
async function post(ann: ToomClient, room: string, text: string): Promise<string> {
  await ann.request('MSG', `${room} ${text}`)
  const isPosted = new RegExp(`^Message #1 in ${room} posted at ${DATE}$`)
  const { frame } = await ann.expect('MSGACK', isPosted, 'toom-8.2')
  return frame.kind === 'reply' ? (isPosted.exec(frame.body.split('\n')[0] ?? '')?.[1] ?? '') : ''
}

/** All of the body of the next reply to a command that nobody knows, with what was said meanwhile. */
async function news(bob: ToomClient): Promise<string> {
  await bob.request('QWERTY')
  const { frame } = await bob.expect('', /^[\s\S]*$/, 'toom-3.8')
  return frame.kind === 'reply' ? frame.body : ''
}

export const roomChecks = [
  ...checks(NEEDS, [
    {
      id: 'toom-8.1',
      title: 'lets a user join a room',
      hint: 'Answer JOIN with ACK and "Joined #tea."; if there is no such room, make it.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        "bob> {'type': 'JOIN', 'body': '#{room}'}",
        "bob< {'type': 'F', 'body': 'You are in that room already.'}",
        "bob> {'type': 'JOIN', 'body': 'nothing'}",
        "bob< {'type': 'F', 'body': 'Room name invalid!'}",
      ],
    },
    {
      id: 'toom-8.2c',
      title: 'posts a message for an unknown #room to everyone',
      hint: 'If there is no such room, post the text as it is, with the # and the name.',
      scope: 'extension',
      needs: ['toom-3.5'],
      async run(clients) {
        const [ann, bob] = await clients.pair()
        await ann.postAndRead(`#${clients.word()} hello there`, bob, { rule: 'toom-8.2c' })
      },
    },
  ]),
  ...checks(JOINED, [
    {
      id: 'toom-8.1b',
      title: 'lists the rooms',
      hint: 'Answer ROOMS with ACK and a line for each room, its name alone.',
      scope: 'extension',
      async run(clients) {
        const ann = await clients.user()
        const room = await roomOf(clients, [ann])
        await ann.exchange(['ROOMS', ''], ['ACK', new RegExp(`^(?:.*\n)*${room}(?:\n.*)*$`)])
      },
    },
    {
      id: 'toom-8.2',
      title: 'tells a message to those in the room',
      hint: 'Below the next reply of each of them: [#tea, from jess] and the text.',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = await roomOf(clients, [ann, bob])
        const text = clients.word()
        await post(ann, room, text)
        const body = await news(bob)
        if (!body.endsWith(`\n[${room}, from ${ann.name}] ${text}`)) {
          clients.stage.fail(`${bob.name} is not told: ${JSON.stringify(body)}`)
        }
      },
    },
    {
      id: 'toom-8.2e',
      title: 'tells who is in a room',
      hint: 'Answer ATU with the name of a room as ATU, with the users who are in the room.',
      scope: 'extension',
      needs: ['toom-3.6'],
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const eve = await clients.user()
        const room = await roomOf(clients, [ann, bob])
        await eve.request('ATU', room)
        const lines = (await eve.body('ATU', 'toom-8.2e')).split('\n')
        const names = lines.map((line) => line.split(',')[0] ?? '').sort()
        if (names.join() !== [ann.name, bob.name].sort().join()) {
          clients.stage.fail(`these are told: ${names.join(', ')}`)
        }
      },
    },
  ]),
  ...checks(SAID, [
    {
      id: 'toom-8.2a',
      title: 'tells a message of a room to nobody else',
      hint: 'Keep it for those in the room: it is neither news for others nor a message of RDM.',
      scope: 'extension',
      needs: ['toom-3.5'],
      async run(clients) {
        const [ann, eve] = await clients.pair()
        const text = clients.word()
        const date = await post(ann, await roomOf(clients, [ann]), text)
        await eve.request('RDM', date)
        const { frame } = await eve.expect('RDM', /^[\s\S]*$/, 'toom-3.5')
        if (frame.kind === 'reply' && frame.body.includes(text)) {
          clients.stage.fail(`${eve.name} is told what was said in a room`)
        }
      },
    },
    {
      id: 'toom-8.2b',
      title: 'refuses a message to a room one is not in',
      hint: 'Look whether the author is in the room; if not, F and "You are not in that room."',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = await roomOf(clients, [ann])
        await bob.exchange(['MSG', `${room} ${clients.word()}`], ['F', NOT_IN])
      },
    },
    {
      id: 'toom-8.1a',
      title: 'lets a user leave a room',
      hint: 'Answer LEAVE with ACK and "Left #tea.", and tell them nothing of the room any more.',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = await roomOf(clients, [ann, bob])
        const text = clients.word()
        await bob.exchange(['LEAVE', room], ['ACK', `Left ${room}.`])
        await post(ann, room, text)
        if ((await news(bob)).includes(text)) clients.stage.fail(`${bob.name} is still told`)
        await bob.exchange(['LEAVE', room], ['F', NOT_IN])
      },
    },
    {
      id: 'toom-8.2d',
      title: 'tells the messages of a room',
      hint: 'Answer RDM with a room and a date as RDM, with the name of the room before each line.',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = await roomOf(clients, [ann, bob])
        const text = clients.word()
        const date = await post(ann, room, text)
        const line = `^${room} #1, ${ann.name}: "${text}", posted at ${DATE}$`
        await bob.exchange(['RDM', `${room} ${date}`], ['RDM', new RegExp(line)])
      },
    },
    {
      id: 'toom-8.2f',
      title: 'lets the maker of a room delete messages in it',
      hint: 'DLT with a room is of its messages; who has made it deletes anybody’s.',
      scope: 'extension',
      needs: ['toom-8.2d'],
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = await roomOf(clients, [ann, bob])
        const date = await post(bob, room, clients.word())
        await ann.request('DLT', `${room} 1 ${date}`)
        await ann.expect('ACK', new RegExp(`^Message #1 in ${room} deleted at ${DATE}$`))
        const nothing = 'No new message since given timestamp'
        await ann.exchange(['RDM', `${room} ${date}`], ['RDM', nothing])
      },
    },
    {
      id: 'toom-8.3b',
      title: 'lets only moderators put users out',
      hint: 'Only who has made the room may KICK, BAN and UNBAN: else F and that permission failed.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        "bob> {'type': 'KICK', 'body': '{ann} #{room}'}",
        `bob< ${NO_MODERATOR}`,
        "bob> {'type': 'BAN', 'body': '{ann} #{room}'}",
        `bob< ${NO_MODERATOR}`,
        "bob> {'type': 'KICK', 'body': '{ann}'}",
        `bob< ${NO_MODERATOR}`,
      ],
    },
    {
      id: 'toom-8.3',
      title: 'puts a user out of a room',
      hint: 'Answer KICK with ACK and "User bob kicked from #tea.", and take bob out of the room.',
      needs: ['toom-8.2b'],
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = await roomOf(clients, [ann, bob])
        const kicked = `User ${bob.name} kicked from ${room}.`
        await ann.exchange(['KICK', `${bob.name} ${room} too loud`], ['ACK', kicked])
        await bob.exchange(['MSG', `${room} ${clients.word()}`], ['F', NOT_IN])
        await bob.exchange(['JOIN', room], ['ACK', `Joined ${room}.`])
      },
    },
    {
      id: 'toom-8.3a',
      title: 'keeps a banned user out of a room',
      hint: 'Store who is banned from the room; until UNBAN, answer their JOIN with F.',
      scope: 'extension',
      async run(clients) {
        const [ann, bob] = await clients.pair()
        const room = await roomOf(clients, [ann, bob])
        const banned = `User ${bob.name} banned from ${room}.`
        await ann.exchange(['BAN', `${bob.name} ${room} 10 too loud`], ['ACK', banned])
        await bob.exchange(['JOIN', room], ['F', 'You are banned from that room.'])
        const line = `^${bob.name}, banned by ${ann.name} until .{19,20}: too loud$`
        await bob.exchange(['BANS', room], ['ACK', new RegExp(line)])
        const lifted = `User ${bob.name} no longer banned from ${room}.`
        await ann.exchange(['UNBAN', `${bob.name} ${room}`], ['ACK', lifted])
        await bob.exchange(['JOIN', room], ['ACK', `Joined ${room}.`])
      },
    },
  ]),
]
