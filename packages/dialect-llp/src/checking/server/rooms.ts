import { ARRIVING, type Clients, checks, type LlpClient, NONSENSE, said } from './test-client.ts'

const JOINED = [...ARRIVING, 'llp-6.7'] as const
const SAID = [...JOINED, 'llp-6.7a'] as const

const NOT_THERE = '> ERROR - You are not in that room'
const NO_MODERATOR = '> ERROR - You are not a moderator'

/** The lines of a message that she writes to the room. */
const toRoom = (...lines: readonly string[]) =>
  [
    'ann> BROADCAST #{room}\n',
    [`ann< ${said.compose}\n`, 'llp-6.7a'],
    ...lines.map((line) => `ann> ${line}\n` as const),
    'ann> XOXOXO\n',
  ] as const

/** She makes a room with a new name, and he comes in. */
const BOTH_JOIN = [
  'ann> JOIN #{room}\n',
  ['ann< > OK - Joined #{room}\n', 'llp-6.7'],
  'bob> JOIN #{room}\n',
  ['bob< > OK - Joined #{room}\n', 'llp-6.7'],
] as const

/** A room with its maker and somebody else in it. */
async function roomOfTwo(clients: Clients) {
  const [maker, other] = await clients.pair()
  const room = `#${clients.word()}`
  for (const one of [maker, other]) await joins(one, room)
  return { maker, other, room }
}

async function joins(client: LlpClient, room: string): Promise<void> {
  await client.request(`JOIN ${room}`, `> OK - Joined ${room}`, 'llp-6.7')
}

async function writes(client: LlpClient, room: string, line: string, answer: string) {
  await client.request(`BROADCAST ${room}`, said.compose, 'llp-6.7a')
  await client.say(line)
  await client.request('XOXOXO', answer)
}

/** The rows that a command is answered with. */
async function rowsOf(client: LlpClient, command: string): Promise<readonly string[]> {
  await client.say(command, NONSENSE)
  await client.hears(said.data)
  const rows: string[] = []
  for (;;) {
    const { frame } = await client.match('rows', () => undefined)
    if (frame.kind !== 'plain') return rows
    rows.push(frame.text.trimEnd())
  }
}

/** The notice of a kick or a ban, whatever it says. */
async function isTold({ wire }: LlpClient, room: string, ...parts: readonly string[]) {
  const lines: string[] = []
  const expected = `a message from server to ${room}, with who was put out and why`
  while (lines.at(-1) !== '> XOXOXO') {
    const { text } = await wire.expect(expected, ({ text: line }) => {
      const isNotice = lines.length > 0 || line.startsWith('> INBOUND MESSAGE - SENDER: server')
      return isNotice ? undefined : { why: 'it is another' }
    })
    lines.push(text.trimEnd())
  }
  const whole = lines.join(' ')
  return [`> RECIPIENT: ${room} `, ...parts].every((part) => whole.includes(part))
}

export const roomChecks = [
  ...checks(ARRIVING, [
    {
      id: 'llp-6.7',
      title: 'lets a user join a room',
      hint: 'Answer "JOIN #tea" with "> OK - Joined #tea"; if there is no such room, make it.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'ann> JOIN #{room}\n',
        'ann< > ERROR - You are in that room already\n',
        'ann> JOIN {room}\n',
        'ann< > ERROR - Invalid room name\n',
      ],
    },
  ]),
  ...checks(JOINED, [
    {
      id: 'llp-6.7a',
      title: 'delivers a message to a room',
      hint: 'BROADCAST #tea takes lines as BROADCAST does; all others in the room get them, to #tea.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        ...toRoom('hello', 'room'),
        `ann< ${said.delivered}\n`,
        'bob< > INBOUND MESSAGE - SENDER: {ann}\n',
        'bob< > RECIPIENT: #{room}\n',
        'bob< > hello\n',
        'bob< > room\n',
        'bob< > XOXOXO\n',
      ],
    },
    {
      id: 'llp-6.7c',
      title: 'refuses a message to a room its author is not in',
      hint: 'At the end of the message look whether its author is in the room.',
      scope: 'extension',
      steps: [
        'bob> JOIN #{room}\n',
        ['bob< > OK - Joined #{room}\n', 'llp-6.7'],
        ...toRoom('hello'),
        `ann< ${NOT_THERE}\n`,
        'bob gets nothing',
      ],
    },
  ]),
  ...checks(SAID, [
    {
      id: 'llp-6.7b',
      title: 'delivers a message to a room to nobody else',
      hint: 'Deliver to the members of the room, and not to everybody who is online.',
      scope: 'extension',
      steps: [...BOTH_JOIN, ...toRoom('hello'), `ann< ${said.delivered}\n`, 'eve gets nothing'],
    },
    {
      id: 'llp-6.7d',
      title: 'lets a user leave a room',
      hint: 'Answer "LEAVE #tea" with "> OK - Left #tea", and take the user out of its members.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'bob> LEAVE #{room}\n',
        'bob< > OK - Left #{room}\n',
        ...toRoom('hello'),
        `ann< ${said.delivered}\n`,
        'bob gets nothing',
        'bob> LEAVE #{room}\n',
        `bob< ${NOT_THERE}\n`,
      ],
    },
    {
      id: 'llp-6.8',
      title: 'answers ROOMS with the rooms',
      hint: 'Answer ROOMS with a row for each room: how many are in it, " | " and its name.',
      scope: 'extension',
      async run(clients) {
        const { other, room } = await roomOfTwo(clients)
        const rows = await rowsOf(other, 'ROOMS')
        if (!rows.includes(`2 | ${room}`)) clients.stage.fail(`there is no row "2 | ${room}"`)
      },
    },
    {
      id: 'llp-6.8a',
      title: 'answers LIST and a room with its members',
      hint: 'Answer "LIST #tea" as LIST, with those who are in the room.',
      scope: 'extension',
      async run(clients) {
        const outside = await clients.user()
        const { maker, other, room } = await roomOfTwo(clients)
        const rows = await rowsOf(outside, `LIST ${room}`)
        const names = rows.map((row) => row.slice(row.lastIndexOf(' ') + 1))
        if (names.join() !== `${maker.name},${other.name}`) {
          clients.stage.fail(
            `the room has ${maker.name} and ${other.name}, the list ${names.join()}`,
          )
        }
        await outside.request(`LIST #${clients.word()}`, '> ERROR - No such room')
      },
    },
    {
      id: 'llp-6.8b',
      title: 'answers HISTORY and a room with its messages',
      hint: 'Keep the messages of each room for themselves, and apart from those to everyone.',
      needs: ['llp-6.3'],
      scope: 'extension',
      async run(clients) {
        const { maker, other, room } = await roomOfTwo(clients)
        await writes(maker, room, 'of the room', said.delivered)
        await maker.request('BROADCAST', said.compose, 'llp-6.1')
        await maker.say('of the lobby')
        await maker.request('XOXOXO', said.delivered, 'llp-6.1')
        const texts = (await rowsOf(other, `HISTORY ${room} 5`)).map((row) => row.split(' | ')[2])
        if (texts.join() !== 'of the room') clients.stage.fail(`it has: ${texts.join()}`)
      },
    },
    {
      id: 'llp-6.9b',
      title: 'forbids moderating to who may not',
      hint: 'Only who has made the room, or moderates the server, may KICK, BAN and UNBAN.',
      scope: 'extension',
      steps: [
        ...BOTH_JOIN,
        'bob> KICK {ann} #{room}\n',
        `bob< ${NO_MODERATOR}\n`,
        'bob> BAN {ann} #{room}\n',
        `bob< ${NO_MODERATOR}\n`,
        'bob> KICK {ann}\n',
        `bob< ${NO_MODERATOR}\n`,
        ...toRoom('still here'),
        [`ann< ${said.delivered}\n`, 'llp-6.7a'],
      ],
    },
    {
      id: 'llp-6.9',
      title: 'puts a user out of a room',
      hint: 'Answer "KICK bob #tea" with "> OK - Kicked bob", and take bob out of its members.',
      needs: ['llp-6.7c'],
      scope: 'extension',
      async run(clients) {
        const { maker, other, room } = await roomOfTwo(clients)
        const { name } = other
        await maker.request(`KICK ${name} ${room} too loud`, `> OK - Kicked ${name}`)
        await writes(other, room, 'hello', NOT_THERE)
        await joins(other, room)
        const nobody = '> ERROR - Recipient does not exist'
        await maker.request(`KICK ${clients.word()} ${room}`, nobody)
      },
    },
    {
      id: 'llp-6.9a',
      title: 'keeps a banned user out of a room',
      hint: 'Store who is banned from the room; until UNBAN, refuse their JOIN.',
      needs: ['llp-6.7c'],
      scope: 'extension',
      async run(clients) {
        const { maker, other, room } = await roomOfTwo(clients)
        const { name } = other
        await maker.request(`BAN ${name} ${room} 10 too loud`, `> OK - Banned ${name}`)
        await writes(other, room, 'hello', NOT_THERE)
        await other.request(`JOIN ${room}`, '> ERROR - You are banned')
        const [row = ''] = await rowsOf(maker, `BANS ${room}`)
        if (!row.endsWith(` | ${name}`)) clients.stage.fail(`BANS has no row of ${name}`)
        await maker.request(`UNBAN ${name} ${room}`, `> OK - Unbanned ${name}`)
        await joins(other, room)
        await maker.request(`UNBAN ${name} ${room}`, '> ERROR - Not banned')
      },
    },
    {
      id: 'llp-6.10',
      title: 'tells a user who is put out of a room',
      hint: 'Deliver a message from "server" to the room: who was put out, by whom and why.',
      needs: ['llp-6.9'],
      scope: 'extension',
      async run(clients) {
        const { maker, other, room } = await roomOfTwo(clients)
        const [{ name }, why] = [other, clients.word()]
        await maker.request(`KICK ${name} ${room} ${why}`, `> OK - Kicked ${name}`, 'llp-6.9')
        if (!(await isTold(other, room, name, why))) clients.stage.fail('it does not say all that')
      },
    },
  ]),
]
