import { options } from '../../options.ts'
import { message, valueIn } from '../fields.ts'
import { CHAT, checks } from './test-client.ts'

export const readChecks = checks(CHAT, [
  {
    id: 'ghostr-text-1.2',
    title: 'reads messages that are cut and joined anywhere',
    hint: 'Buffer input until all fields of a message are there, and keep the rest for the next one.',
    segmented: true,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const texts = ['grüße ♥ 日本; one 👩', 'second']
      for (const text of texts) await ann.say('MSG', { FROM: ann.name, TO: bob.name, BODY: text })
      for (const text of texts) await bob.gets(ann.name, text, 'ghostr-text-1.2')
    },
  },
  {
    id: 'ghostr-text-1.2a',
    title: 'ignores white space between fields',
    hint: 'Skip blanks and line ends between two fields and between two messages.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.wire.say(
        `\n TYPE: MSG;; FROM: ${ann.name};;\nTO: ${bob.name};;\r\n\tBODY: hello;;\n`,
      )
      await bob.gets(ann.name, 'hello')
      await ann.list('ghostr-text-1.2a')
    },
  },
  {
    id: 'ghostr-text-1.2b',
    title: 'reads fields in any order',
    hint: 'Take the fields by their keys, not by their places.',
    scope: 'extension',
    steps: [
      'ann> TYPE: MSG;;BODY: hello;;TO: {bob};;FROM: {ann};;',
      'bob< TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: hello;;',
    ],
  },
  {
    id: 'ghostr-text-1.2c',
    title: 'skips extra fields',
    hint: 'Skip a field that the type does not have, or that has come before.',
    scope: 'extension',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const head = `TYPE: MSG;;MOOD: good;;FROM: ${ann.name};;FROM: ${bob.name};;`
      await ann.wire.say(`${head}TO: ${bob.name};;BODY: hello;;`)
      await bob.gets(ann.name, 'hello')
      await ann.wire.say(`MOOD: bad;;${message('WHOELSE', { FROM: ann.name })}`)
      await ann.listed('ghostr-text-1.2c')
    },
  },
  {
    id: 'ghostr-text-1.2d',
    title: 'keeps colons in a value',
    hint: 'Split a field at its first colon only: the rest is the value.',
    scope: 'extension',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.write(bob.name, 'a: b:c')
      const { text } = await bob.answered('MSG', { FROM: ann.name })
      const body = valueIn(text, 'BODY')?.replaceAll('\u2236', ':')
      if (body !== 'a: b:c') clients.stage.fail(`BODY is ${body}`)
    },
  },
  {
    id: 'ghostr-text-1.3a',
    title: 'waits between two messages to one connection',
    hint: 'Wait 50 ms between two writes to one client, which takes one read for one message.',
    scope: 'extension',
    needs: ['ghostr-text-1.2'],
    untried(settings) {
      const { pace } = options.parse(settings)
      return pace === 0 ? 'the server does not wait between two writes (pace=0)' : undefined
    },
    async run(clients) {
      const { pace } = clients.stage.options
      const [ann, bob] = await clients.pair()
      const texts = ['one', 'two', 'three', 'four', 'five']
      let longest = 0
      for (let round = 0; round < 3 && longest < 3.2 * pace; round += 1) {
        for (const text of texts) await ann.say('MSG', { FROM: ann.name, TO: bob.name, BODY: text })
        const times: number[] = []
        for (const text of texts) times.push((await bob.gets(ann.name, text)).at)
        longest = Math.max(longest, (times.at(-1) ?? 0) - (times[0] ?? 0))
      }
      if (longest < 3.2 * pace)
        clients.stage.fail(`five messages came within ${Math.round(longest)} ms`)
    },
  },
])
