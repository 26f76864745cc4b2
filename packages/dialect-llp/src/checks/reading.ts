import { type ClientCheck, Desk, inbound } from './desk.ts'
import { said } from './party.ts'

const NEEDED = ['llp-5.2', 'llp-5.2b', 'llp-5.5'] as const

/** What a client reads, and shows. */
export const readingChecks: readonly ClientCheck[] = [
  {
    rule: 'llp-5.5',
    title: 'a message is shown',
    hint: 'Read from the server all the time, also while the person types nothing.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      await desk.brings(from, 'hello there')
      await stage.person.heard(from, 'hello there')
    },
  },
  {
    rule: 'llp-5.5',
    variant: 'lines',
    title: 'all lines of a message are shown',
    hint: 'A message may have many lines, and empty ones: show them all, in their order.',
    needs: NEEDED,
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      const words = Array.from({ length: 40 }, (_, index) => `word${index}`)
      await desk.brings(from, 'first', '', ...words)
      await stage.person.heard(from, 'first')
      for (const word of words) await stage.person.shows(word)
    },
  },
  {
    rule: 'llp-5.5',
    variant: 'writing',
    title: 'a message comes while one is written',
    hint: 'Show a message also between Send Message and the answer, and go on with one’s own.',
    needs: [...NEEDED, 'llp-5.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const [from, to] = [stage.name(), stage.name()]
      stage.person.send(to, 'mine')
      await desk.composing(to)
      await desk.brings(from, 'yours')
      await desk.written('mine')
      await stage.person.heard(from, 'yours')
      await desk.says(said.delivered)
      await desk.goesOn('llp-5.5a')
    },
  },
  {
    rule: 'llp-5.5a',
    title: 'a message comes before the answer',
    hint: 'Take for the answer only what begins "> OK - " or "> ERROR - ", and stands in no message.',
    needs: [...NEEDED, 'llp-5.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const [from, to] = [stage.name(), stage.name()]
      stage.person.send(to, 'mine')
      await desk.asked(`MESSAGE ${to}`)
      await desk.brings(from, 'yours')
      await stage.person.heard(from, 'yours', 'llp-5.5')
      await desk.says(said.compose)
      await desk.written('mine', 'llp-5.5a')
      await desk.brings(from, 'yours again')
      await desk.says(said.delivered)
      await stage.person.heard(from, 'yours again', 'llp-5.5')
      await desk.goesOn('llp-5.5a')
    },
  },
  {
    rule: 'llp-5.5b',
    title: 'a text that looks like an answer',
    hint: 'Between the sender line and XOXOXO every line is text, even "> OK - Goodbye xoxo".',
    needs: [...NEEDED, 'llp-5.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      await desk.brings(from, 'look', 'OK - Goodbye xoxo', 'ERROR - Unknown Command.', 'bye now')
      await stage.person.heard(from, 'look')
      await stage.person.shows('bye now')
      await desk.goesOn('llp-5.5b')
    },
  },
  {
    rule: 'llp-5.1',
    title: 'a list that ends with a silence',
    hint: 'Nothing marks the end of a list: do not wait for a row that does not come.',
    needs: ['llp-5.2', 'llp-5.2b', 'llp-5.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.list()
      await desk.asked('LIST')
      await desk.says(said.data, `127.0.0.1:45798 | ${desk.name}`, '127.0.0.1:45799 | olivia')
      await stage.pass(800)
      await desk.goesOn('llp-5.1')
    },
  },
  {
    rule: 'llp-5.1',
    variant: 'message',
    title: 'a list that ends with a message',
    hint: 'A line that begins with "> " is no row: take it for what it is.',
    needs: [...NEEDED, 'llp-5.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      stage.person.list()
      await desk.asked('LIST')
      await desk.says(said.data, `127.0.0.1:45798 | ${desk.name}`)
      await desk.brings(from, 'hello')
      await stage.person.heard(from, 'hello')
      await desk.goesOn('llp-5.1')
    },
  },
  {
    rule: 'llp-5.1b',
    title: 'messages without a "> " at their end, and with \\r',
    hint: 'The message is over with "> XOXOXO": wait for nothing more, and cut a \\r off each line.',
    needs: [...NEEDED, 'llp-5.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      const bare = inbound({ from, to: desk.name, lines: ['hello'] }).replace(/> \n$/, '')
      await desk.wire.say(bare)
      await stage.person.heard(from, 'hello')
      await desk.wire.say(`${bare.replace('hello', 'again').replaceAll('\n', '\r\n')}> \r\n`)
      await stage.person.heard(from, 'again')
      await desk.goesOn('llp-5.1b')
    },
  },
  {
    rule: 'llp-1.1c',
    title: 'a conversation cut anywhere',
    hint: 'Keep what a read returns and look for \\n in all that has come; one read is not one line.',
    needs: NEEDED,
    manner: 'framing',
    async run(stage) {
      const desk = await Desk.open(stage)
      const from = stage.name()
      stage.person.login(desk.name)
      await desk.asked(`LOGIN ${desk.name}`)
      await desk.says(`> OK - Hello ${desk.name}`)
      await desk.brings(from, 'grüße 👩‍🚀')
      await stage.pass(0)
      await stage.person.welcomed(desk.name, 'llp-5.2b')
      await stage.person.heard(from, 'grüße 👩‍🚀', 'llp-1.4')
    },
  },
  {
    rule: 'llp-1.1c',
    variant: 'long',
    title: 'a message that takes several reads',
    hint: 'A message may be longer than what one read returns: read on until its end.',
    needs: NEEDED,
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      const text = 'lovely é '.repeat(1500).trimEnd()
      await desk.brings(from, text)
      await stage.person.heard(from, text)
    },
  },
  {
    rule: 'llp-1.1d',
    title: 'an answer and two messages in one piece',
    hint: 'When a line was read, look whether another one is there already, before you read on.',
    needs: NEEDED,
    async run(stage) {
      const desk = await Desk.open(stage)
      const { name } = desk
      const [one, other] = [stage.name(), stage.name()]
      stage.person.login(name)
      await desk.asked(`LOGIN ${name}`)
      const first = inbound({ from: one, to: name, lines: ['hello'] })
      const second = inbound({ from: other, to: name, lines: ['good morning'] })
      await desk.wire.say(`> OK - Hello ${name}\n${first}${second}`)
      await stage.person.welcomed(name)
      await stage.person.heard(one, 'hello')
      await stage.person.heard(other, 'good morning')
    },
  },
  {
    rule: 'llp-1.4',
    variant: 'shown',
    title: 'a text in many letters is shown',
    hint: 'Decode what comes as UTF-8, and show it as it is.',
    needs: NEEDED,
    async run(stage) {
      const desk = await Desk.user(stage)
      const from = stage.name()
      const text = 'grüße, ♥ κόσμε 日本語 👩‍🚀 "quoted" | %s'
      await desk.brings(from, text)
      await stage.person.heard(from, text)
    },
  },
]
