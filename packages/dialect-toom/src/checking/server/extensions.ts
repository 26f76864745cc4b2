import { said } from '../texts.ts'
import { checks, type ToomClient } from './test-client.ts'

const NEEDS = ['toom-1.5', 'toom-2.2', 'toom-3.1', 'toom-3.8']

/** Limit of replies that are searched for news. */
const MOST_REPLIES = 8

async function write(ann: ToomClient, to: string, text: string, rule = 'toom-3.1b'): Promise<void> {
  await ann.request('MSG', `@${to} ${text}`)
  await ann.expect('MSGACK', new RegExp(`^Message to ${to} sent at .{19,20}\\.$`), rule)
}

/** The lines below the bodies of the next replies to `bob`, until there are enough. */
async function newsFor(
  bob: ToomClient,
  from: string,
  isEnough: (lines: readonly string[]) => boolean,
): Promise<readonly string[]> {
  const lines: string[] = []
  const start = `[from ${from}] `
  for (let count = 0; count < MOST_REPLIES && !isEnough(lines); count += 1) {
    await bob.request('QWERTY')
    const { frame } = await bob.expect('', said.invalid, 'toom-3.8')
    const all = frame.kind === 'reply' ? frame.body.split('\n') : []
    lines.push(
      ...all.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length)),
    )
  }
  return lines
}

const any = (lines: readonly string[]) => lines.length > 0

export const extensionChecks = checks(NEEDS, [
  {
    id: 'toom-3.1b',
    title: 'keeps a message to one user for that user',
    hint: 'If the text of MSG begins with @ and the name of a user, keep it for that user alone.',
    scope: 'extension',
    needs: ['toom-3.5'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const eve = await clients.user()
      const { date } = await eve.post(clients.word())
      const text = `${clients.word()} grüßt`
      await write(ann, bob.name, text)
      const lines = await newsFor(bob, ann.name, any)
      if (!lines.includes(text))
        clients.stage.fail(`${bob.name} does not get the message`, 'toom-4.2')
      await eve.request('RDM', date)
      const body = await eve.body('RDM', 'toom-3.5')
      if (body.includes(text)) clients.stage.fail('the message goes to everyone')
    },
  },
  {
    id: 'toom-3.1c',
    title: 'posts a message for an unknown @name to everyone',
    hint: 'If no user has the name, post the text as it is, with the @ and the name.',
    scope: 'extension',
    needs: ['toom-3.5'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const text = `@${clients.word()} hello there`
      await ann.postAndRead(text, bob, { rule: 'toom-3.1c' })
    },
  },
  {
    id: 'toom-4.1',
    title: 'writes a message of two lines on one line of RDM',
    hint: 'Replace line breaks in a text by " / " where you write the line of RDM.',
    scope: 'extension',
    needs: ['toom-3.5'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const name = clients.word()
      await ann.postAndRead(`${name} one\ntwo`, bob, { rule: 'toom-4.1', as: `${name} one / two` })
    },
  },
  {
    id: 'toom-4.2',
    title: 'sends a message to one user below that user’s next reply',
    hint: 'Keep the message until its user asks for something, and add it in a line of its own below the reply.',
    scope: 'extension',
    needs: ['toom-3.1b'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const [first, second] = [`${clients.word()} one`, `${clients.word()} two`]
      await write(ann, bob.name, first)
      await write(ann, bob.name, second)
      await bob.users('toom-3.6')
      const lines = await newsFor(bob, ann.name, (all) => all.length > 1)
      if (lines[0] !== first || lines[1] !== second || lines.length > 2) {
        clients.stage.fail(`what came is ${JSON.stringify(lines)}`)
      }
      await bob.nothing()
    },
  },
  {
    id: 'toom-4.2a',
    title: 'names the sender of a message to one user',
    hint: 'Begin the line with [from, a space, the name of the one who has logged in, and ].',
    scope: 'extension',
    needs: ['toom-3.1b'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const text = `${clients.word()} one\n[from nobody] two`
      await write(ann, bob.name, text)
      const lines = await newsFor(bob, ann.name, any)
      const wanted = text.replace('\n', ' / ')
      if (lines[0] !== wanted)
        clients.stage.fail(`${JSON.stringify(wanted)} did not come: ${JSON.stringify(lines)}`)
    },
  },
  {
    id: 'toom-3.6a.letters',
    title: 'adds no messages to the list of users',
    hint: 'Keep what waits for a user while you answer ATU: clients take each of its lines for a user.',
    scope: 'extension',
    needs: ['toom-3.6'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await write(ann, bob.name, clients.word())
      if ((await bob.users()).some((line) => line.startsWith('[from '))) {
        clients.stage.fail('a message is among the users')
      }
    },
  },
  {
    id: 'toom-4.5',
    title: 'sends a long message to one user in parts',
    hint: 'Cut what is too long for one line between characters, and send the parts in order, each with the name before it.',
    scope: 'extension',
    needs: ['toom-3.1b'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const text = `${clients.word()} ${'grüßt '.repeat(210)}😀`
      await write(ann, bob.name, text)
      const lines = await newsFor(bob, ann.name, (all) => all.join('') === text)
      if (lines.join('') !== text) clients.stage.fail('the parts are not the whole text, in order')
      if (lines.length < 2) clients.stage.fail('it came in one part')
    },
  },
])

export const withoutExtensionsChecks = checks(NEEDS, [
  {
    id: 'toom-3.1.at',
    title: 'posts a message that begins with @ to everyone',
    hint: 'Post the text as it is, whatever it begins with.',
    scope: 'original',
    needs: ['toom-3.5'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const text = `@${bob.name} hello`
      await ann.postAndRead(text, bob, { rule: 'toom-3.1' })
    },
  },
])
