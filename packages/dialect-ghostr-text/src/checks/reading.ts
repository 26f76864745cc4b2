import type { Heard } from '@parley/contract'
import type { Reply } from '../frames.ts'
import { message, valueIn } from './fields.ts'
import { type Guest, Party, pair, type ServerCheck, type Stage } from './party.ts'

const NEEDED = ['ghostr-text-9.1', 'ghostr-text-9.2', 'ghostr-text-9.4', 'ghostr-text-9.6']

/** What a message may have, where the server cuts at all. */
function bound(stage: Stage): number {
  const { maxObject } = stage.options
  return maxObject === 0 ? stage.skip('the server cuts no texts (maxObject=0)') : maxObject
}

/** The parts in which a text comes, until the sender’s next message. */
async function parts(
  ann: Guest,
  bob: Guest,
  text: string,
  rule?: string,
): Promise<readonly Heard<Reply>[]> {
  await ann.write(bob.name, text)
  await ann.write(bob.name, 'end')
  const all: Heard<Reply>[] = []
  for (;;) {
    const heard = await bob.hears('MSG', { FROM: ann.name, TO: bob.name }, rule)
    if (valueIn(heard.text, 'BODY') === 'end') return all
    all.push(heard)
  }
}

function bodies(heards: readonly Heard<Reply>[]): string {
  return heards.map(({ text }) => valueIn(text, 'BODY') ?? '').join('')
}

/** How messages are read. */
export const readingChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-1.2',
    title: 'messages cut and joined in any way',
    hint: 'Keep what has come until all fields of a message are there, and what is left for the next one.',
    manner: 'framing',
    needs: NEEDED,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const texts = ['grüße ♥ 日本; one 👩', 'second']
      for (const text of texts) await ann.say('MSG', { FROM: ann.name, TO: bob.name, BODY: text })
      for (const text of texts) await bob.gets(ann.name, text, 'ghostr-text-1.2')
    },
  },
  {
    rule: 'ghostr-text-1.2a',
    title: 'white space between fields',
    hint: 'Skip blanks and line ends between two fields and between two messages.',
    needs: NEEDED,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.wire.say(
        `\n TYPE: MSG;; FROM: ${ann.name};;\nTO: ${bob.name};;\r\n\tBODY: hello;;\n`,
      )
      await bob.gets(ann.name, 'hello')
      await ann.list('ghostr-text-1.2a')
    },
  },
  {
    rule: 'ghostr-text-1.2b',
    title: 'fields in another order',
    hint: 'Take the fields by their keys, not by their places.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.tell('MSG', { BODY: 'hello', TO: bob.name, FROM: ann.name })
      await bob.gets(ann.name, 'hello')
    },
  },
  {
    rule: 'ghostr-text-1.2c',
    title: 'fields too many',
    hint: 'Skip a field that the type does not have, or that has come before.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const head = `TYPE: MSG;;MOOD: good;;FROM: ${ann.name};;FROM: ${bob.name};;`
      await ann.wire.say(`${head}TO: ${bob.name};;BODY: hello;;`)
      await bob.gets(ann.name, 'hello')
      await ann.wire.say(`MOOD: bad;;${message('WHOELSE', { FROM: ann.name })}`)
      await ann.listed('ghostr-text-1.2c')
    },
  },
  {
    rule: 'ghostr-text-1.2d',
    title: 'colons in a value',
    hint: 'Cut a field at its first colon only: all behind it is the value.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'a: b:c')
      const { text } = await bob.hears('MSG', { FROM: ann.name })
      const body = valueIn(text, 'BODY')?.replaceAll('\u2236', ':')
      if (body !== 'a: b:c') stage.fail(`BODY is ${body}`)
    },
  },
  {
    rule: 'ghostr-text-1.3a',
    title: 'the time between two messages to one connection',
    hint: 'Wait 50 ms between two writes to one client, which takes one read for one message.',
    scope: 'extension',
    needs: [...NEEDED, 'ghostr-text-1.2'],
    async run(stage) {
      const { pace } = stage.options
      if (pace === 0) stage.skip('the server does not wait between two writes (pace=0)')
      const { ann, bob } = await pair(stage)
      const texts = ['one', 'two', 'three', 'four', 'five']
      let longest = 0
      for (let round = 0; round < 3 && longest < 3.2 * pace; round += 1) {
        for (const text of texts) await ann.say('MSG', { FROM: ann.name, TO: bob.name, BODY: text })
        const times: number[] = []
        for (const text of texts) times.push((await bob.gets(ann.name, text)).at)
        longest = Math.max(longest, (times.at(-1) ?? 0) - (times[0] ?? 0))
      }
      if (longest < 3.2 * pace) stage.fail(`five messages came within ${Math.round(longest)} ms`)
    },
  },
]

/** How long a message is. */
export const lengthChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-1.5b',
    title: 'a long text in letters of several bytes',
    hint: 'Decode a message when all of it has come: a read may end within a character.',
    needs: NEEDED,
    async run(stage) {
      const most = stage.options.maxObject === 0 ? 1024 : stage.options.maxObject
      const { ann, bob } = await pair(stage)
      const text = '日本é語👩'.repeat(Math.max(1, Math.floor((most - 120) / 15)))
      const came = bodies(await parts(ann, bob, text, 'ghostr-text-9.4'))
      if (came.includes('\ufffd')) stage.fail('there are pieces of characters in it')
      if (came !== text) stage.fail('another text came', 'ghostr-text-9.4')
    },
  },
  {
    rule: 'ghostr-text-1.5',
    title: 'a text that is too long for one message',
    hint: 'Let no message be longer than 1024 bytes: that is all that a client reads at once.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const most = bound(stage)
      const { ann, bob } = await pair(stage)
      for (const { bytes } of await parts(ann, bob, 'many words '.repeat(most / 4))) {
        if (bytes.length > most) stage.fail(`a message has ${bytes.length} bytes`)
      }
    },
  },
  {
    rule: 'ghostr-text-1.5a',
    title: 'the parts of a long text',
    hint: 'Cut a long text into several messages; put together in order they give all of it.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const most = bound(stage)
      const { ann, bob } = await pair(stage)
      const text = Array.from({ length: most / 2 }, (_, index) => index).join(' ')
      if (bodies(await parts(ann, bob, text)) !== text) stage.fail('the parts do not give the text')
    },
  },
  {
    rule: 'ghostr-text-1.5b',
    variant: 'parts',
    title: 'where a long text is cut',
    hint: 'Cut between characters, not between bytes.',
    scope: 'extension',
    needs: [...NEEDED, 'ghostr-text-1.5a'],
    async run(stage) {
      const most = bound(stage)
      const { ann, bob } = await pair(stage)
      const text = 'é日👩'.repeat(most / 4)
      if (bodies(await parts(ann, bob, text)) !== text) stage.fail('the parts do not give the text')
    },
  },
  {
    rule: 'ghostr-text-1.5c',
    title: 'a list that is too long for one message',
    hint: 'Write a long list as several messages, each but the last with \\n at the end of its BODY.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const most = bound(stage)
      if (most > 1024 || stage.options.register === 'closed') stage.skip('takes too many users')
      const party = new Party(stage)
      const accounts = Array.from({ length: Math.ceil(most / 60) + 1 }, () => {
        const { name, password } = stage.account()
        return { name: name.padEnd(60, 'x'), password }
      })
      const others = await Promise.all(accounts.map((account) => party.user(account)))
      const ann = await party.user()
      const names = await ann.list('ghostr-text-1.5c')
      for (const one of [...others, ann]) one.wire.reset()
      const missing = accounts.find(({ name }) => !names.includes(name))
      if (missing !== undefined) stage.fail(`${missing.name} is in none of the messages`)
    },
  },
  {
    rule: 'ghostr-text-1.5d',
    title: 'a message without an end',
    hint: 'Close a connection that has sent more than 64 KiB of one message.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.say('MSG', { FROM: ann.name, TO: bob.name, BODY: 'x'.repeat(70_000) })
      await ann.wire.closes()
      await bob.nothing()
    },
  },
]
