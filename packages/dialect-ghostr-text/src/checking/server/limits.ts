import type { Heard } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { options } from '../../options.ts'
import { valueIn } from '../fields.ts'
import { CHAT, checks, type TextClient } from './test-client.ts'

/** What is tried where the server cuts texts. */
function untried(settings: unknown): string | undefined {
  const { maxObject } = options.parse(settings)
  return maxObject === 0 ? 'the server cuts no texts (maxObject=0)' : undefined
}

/** A list is cut where there are many users. */
function untriedList(settings: unknown): string | undefined {
  const { maxObject, register } = options.parse(settings)
  const isTooMuch = maxObject > 1024 || register === 'closed'
  return isTooMuch ? 'takes too many users' : untried(settings)
}

/** The parts in which a text comes, until the sender’s next message. */
async function parts(
  ann: TextClient,
  bob: TextClient,
  text: string,
  rule?: string,
): Promise<readonly Heard<Reply>[]> {
  await ann.write(bob.name, text)
  await ann.write(bob.name, 'end')
  const all: Heard<Reply>[] = []
  for (;;) {
    const heard = await bob.answered('MSG', { FROM: ann.name, TO: bob.name }, rule)
    if (valueIn(heard.text, 'BODY') === 'end') return all
    all.push(heard)
  }
}

function bodies(heards: readonly Heard<Reply>[]): string {
  return heards.map(({ text }) => valueIn(text, 'BODY') ?? '').join('')
}

export const lengthChecks = checks(CHAT, [
  {
    id: 'ghostr-text-1.5b',
    title: 'delivers a long text of multi-byte characters',
    hint: 'Decode a message when all of it has come: a read may end within a character.',
    async run(clients) {
      const most = clients.stage.options.maxObject === 0 ? 1024 : clients.stage.options.maxObject
      const [ann, bob] = await clients.pair()
      const text = '日本é語👩'.repeat(Math.max(1, Math.floor((most - 120) / 15)))
      const came = bodies(await parts(ann, bob, text, 'ghostr-text-9.4'))
      if (came.includes('\ufffd')) clients.stage.fail('there are pieces of characters in it')
      if (came !== text) clients.stage.fail('another text came', 'ghostr-text-9.4')
    },
  },
  {
    id: 'ghostr-text-1.5',
    title: 'keeps a message within 1024 bytes',
    hint: 'Let no message be longer than 1024 bytes: that is all that a client reads at once.',
    scope: 'extension',
    untried,
    async run(clients) {
      const most = clients.stage.options.maxObject
      const [ann, bob] = await clients.pair()
      for (const { bytes } of await parts(ann, bob, 'many words '.repeat(most / 4))) {
        if (bytes.length > most) clients.stage.fail(`a message has ${bytes.length} bytes`)
      }
    },
  },
  {
    id: 'ghostr-text-1.5a',
    title: 'delivers a long text in several messages, in order',
    hint: 'Cut a long text into several messages; put together in order they give all of it.',
    scope: 'extension',
    untried,
    async run(clients) {
      const most = clients.stage.options.maxObject
      const [ann, bob] = await clients.pair()
      const text = Array.from({ length: most / 2 }, (_, index) => index).join(' ')
      if (bodies(await parts(ann, bob, text)) !== text)
        clients.stage.fail('the parts do not give the text')
    },
  },
  {
    id: 'ghostr-text-1.5b.parts',
    title: 'cuts a long text between characters',
    hint: 'Cut between characters, not between bytes.',
    scope: 'extension',
    untried,
    async run(clients) {
      const most = clients.stage.options.maxObject
      const [ann, bob] = await clients.pair()
      const came = bodies(await parts(ann, bob, 'é日👩'.repeat(most / 4)))
      if (came.includes('\ufffd')) clients.stage.fail('there are pieces of characters in it')
    },
  },
  {
    id: 'ghostr-text-1.5c',
    title: 'splits a long list over several messages',
    hint: 'Write a long list as several messages, each but the last with \\n at the end of its BODY.',
    scope: 'extension',
    untried: untriedList,
    async run(clients) {
      const most = clients.stage.options.maxObject
      const accounts = Array.from({ length: Math.ceil(most / 60) + 1 }, () => {
        const { name, password } = clients.account()
        return { name: name.padEnd(60, 'x'), password }
      })
      const others = await Promise.all(accounts.map((account) => clients.user(account)))
      const ann = await clients.user()
      const names = await ann.list('ghostr-text-1.5c')
      for (const one of [...others, ann]) one.wire.reset()
      const missing = accounts.find(({ name }) => !names.includes(name))
      if (missing !== undefined) clients.stage.fail(`${missing.name} is in none of the messages`)
    },
  },
  {
    id: 'ghostr-text-1.5d',
    title: 'closes a connection whose message never ends',
    hint: 'Close a connection that has sent more than 64 KiB of one message.',
    scope: 'extension',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.say('MSG', { FROM: ann.name, TO: bob.name, BODY: 'x'.repeat(70_000) })
      await ann.wire.closes()
      await bob.nothing()
    },
  },
])
