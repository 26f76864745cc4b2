import { readUser, said } from '../texts.ts'
import { type Clients, checks, LOGIN, type ToomClient } from './test-client.ts'

/** A list of this many bytes may leave users out. */
const NEARLY_FULL = 1800

/** Attempts to see that a user left, and the time between two of them in milliseconds. */
const LOOKS = 20

const BETWEEN_LOOKS = 100

/** Two who are online, and the port of the second. */
async function watched(clients: Clients) {
  const port = clients.port()
  const [ann, bob] = await Promise.all([clients.user(), clients.userAt(port)])
  await bob.users()
  return { ann, bob, port }
}

/** The line of a user in another user's list. */
async function lineOf(ann: ToomClient, name: string): Promise<string | undefined> {
  const lines = await ann.users()
  const line = lines.find((one) => one.startsWith(`${name},`))
  if (line === undefined && lines.join('\n').length > NEARLY_FULL) {
    ann.stage.skip('there are more users than one reply holds')
  }
  return line
}

async function isListed(ann: ToomClient, name: string): Promise<void> {
  if ((await lineOf(ann, name)) === undefined)
    ann.stage.fail(`ATU does not tell ${name}`, 'toom-3.6')
}

async function isNotListedInTheEnd(ann: ToomClient, name: string): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if ((await lineOf(ann, name)) === undefined) return
    await ann.stage.pass(BETWEEN_LOOKS)
  }
  ann.stage.fail(`${name} has gone, and ATU still tells ${name}`)
}

export const userChecks = checks(LOGIN, [
  {
    id: 'toom-3.6',
    title: 'lists another user with the port for files',
    hint: 'Send a line for each other user: name, address, the port of UDP_PORT, "active since" and a date, with a full stop: steve, 127.0.0.1, 42367, active since 20 Nov 2026 22:55:19.',
    exclusive: true,
    async run(clients) {
      const { ann, bob, port } = await watched(clients)
      const line = await lineOf(ann, bob.name)
      if (line === undefined) return clients.stage.fail(`ATU does not tell ${bob.name}`)
      const user = readUser(line)
      if (user === undefined)
        return clients.stage.fail(`the line is not in the form of the rule: ${line}`)
      if (user.port !== port) clients.stage.fail(`the port is ${user.port}, and ${port} was said`)
    },
  },
  {
    id: 'toom-3.6.oneself',
    title: 'leaves the asking user out of the list',
    hint: 'ATU tells the other users: leave out the one who asks.',
    needs: ['toom-3.6'],
    async run(clients) {
      const { ann, bob } = await watched(clients)
      await isListed(ann, bob.name)
      if ((await lineOf(ann, ann.name)) !== undefined)
        clients.stage.fail(`${ann.name} gets a list with ${ann.name} in it`)
    },
  },
  {
    id: 'toom-3.6a',
    title: 'writes only users in the list',
    hint: 'Clients take each line apart at its commas: put no heading and no other words into a reply of type ATU.',
    needs: ['toom-3.6'],
    async run(clients) {
      const { ann, bob } = await watched(clients)
      await isListed(ann, bob.name)
      const wrong = (await ann.users()).find((line) => readUser(line) === undefined)
      if (wrong !== undefined)
        clients.stage.fail(`a line is not in the form of the rule: ${JSON.stringify(wrong)}`)
    },
  },
  {
    id: 'toom-3.7',
    title: 'says goodbye and closes on OUT',
    hint: 'Answer OUT and "Bye, jess!" with the name of the user, then close the connection.',
    steps: [
      "ann> {'type': 'OUT', 'body': ''}",
      "ann< {'type': 'OUT', 'body': 'Bye, {ann}!'}",
      'ann is closed',
    ],
  },
  {
    id: 'toom-3.6.left',
    title: 'removes users who left from the list',
    hint: 'When a user says OUT, take them out of the list of those who are there.',
    needs: ['toom-3.6', 'toom-3.7'],
    async run(clients) {
      const { ann, bob } = await watched(clients)
      await isListed(ann, bob.name)
      await bob.request('OUT')
      await bob.expect('OUT', `Bye, ${bob.name}!`, 'toom-3.7')
      await isNotListedInTheEnd(ann, bob.name)
    },
  },
  {
    id: 'toom-3.6c',
    title: 'removes users whose connection broke from the list',
    hint: 'recv gives no bytes, or throws, when a client has gone without OUT: take the user out of the list then too.',
    needs: ['toom-3.6'],
    async run(clients) {
      const { ann, bob } = await watched(clients)
      await isListed(ann, bob.name)
      bob.wire.reset()
      await isNotListedInTheEnd(ann, bob.name)
    },
  },
  {
    id: 'toom-3.6b',
    title: 'answers ATU if nobody else is online',
    hint: 'If there is no other user, answer with the type ATU-N and "No other active user."',
    needs: ['toom-3.6'],
    async run(clients) {
      const ann = await clients.user()
      for (let look = 0; look < LOOKS; look += 1) {
        await ann.request('ATU')
        const { frame } = await ann.wire.next('a reply with type "ATU-N"')
        const isReply = frame.kind === 'reply'
        if (isReply && frame.type === 'ATU-N' && frame.body.startsWith(said.nobody)) return
        const users = isReply && frame.type === 'ATU' ? frame.body.split('\n') : []
        const isOther = users.some((line) => {
          const user = readUser(line)
          return user !== undefined && user.name !== ann.name
        })
        if (!isOther)
          clients.stage.fail('the reply is neither of type ATU-N with its words, nor a list')
        await clients.stage.pass(BETWEEN_LOOKS)
      }
      clients.stage.skip('other users are there just now')
    },
  },
])
