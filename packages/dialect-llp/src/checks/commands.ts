import { type ClientCheck, Desk } from './desk.ts'
import { said } from './party.ts'

/** What a client sends. */
export const commandChecks: readonly ClientCheck[] = [
  {
    rule: 'llp-5.2a',
    title: 'the end of a command',
    hint: 'Send \\n behind every line, and see that it is not kept in a buffer.',
    async run(stage) {
      const desk = await Desk.open(stage)
      stage.person.login(desk.name)
      await desk.wire.next('a line with \\n at its end')
    },
  },
  {
    rule: 'llp-5.2',
    title: 'how it logs in',
    hint: 'Send "LOGIN", one blank and the name, and nothing before that.',
    needs: ['llp-5.2a'],
    async run(stage) {
      const desk = await Desk.open(stage)
      stage.person.login(desk.name)
      await desk.asked(`LOGIN ${desk.name}`)
    },
  },
  {
    rule: 'llp-3.3a',
    title: 'long and short names',
    hint: 'Send the name as it was typed: all of its letters, in their case.',
    needs: ['llp-5.2'],
    async run(stage) {
      const desk = await Desk.open(stage)
      const long = stage.name().padEnd(15, 'Xy7')
      stage.person.login(long)
      await desk.asked(`LOGIN ${long}`, 'llp-3.3a')
      await desk.says(said.taken)
      const short = stage.name().slice(-3)
      stage.person.login(short)
      await desk.asked(`LOGIN ${short}`, 'llp-3.3a')
    },
  },
  {
    rule: 'llp-5.2b',
    title: 'a login that succeeds',
    hint: 'Read what the server answers, and show it.',
    needs: ['llp-5.2'],
    async run(stage) {
      await Desk.user(stage)
    },
  },
  {
    rule: 'llp-5.2',
    variant: 'list',
    title: 'how it asks for the list',
    hint: 'Send "LIST" and nothing else on the line.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.list()
      await desk.asked('LIST')
    },
  },
  {
    rule: 'llp-5.2',
    variant: 'message',
    title: 'how it begins a message',
    hint: 'Send "MESSAGE", one blank and the recipient on a line of their own.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const to = stage.name()
      stage.person.send(to, 'hello')
      await desk.asked(`MESSAGE ${to}`)
    },
  },
  {
    rule: 'llp-5.1a',
    title: 'it waits before it sends the lines of a message',
    hint: 'After MESSAGE wait for the Send Message line; a recipient may be refused.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const to = stage.name()
      stage.person.send(to, 'hello')
      await desk.asked(`MESSAGE ${to}`)
      await desk.wire.silent()
    },
  },
  {
    rule: 'llp-5.3',
    title: 'how it sends a message',
    hint: 'Send the text line by line as it was typed, then XOXOXO.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const to = stage.name()
      stage.person.send(to, 'see you at 8, with  two blanks')
      await desk.composing(to)
      await desk.written('see you at 8, with  two blanks')
    },
  },
  {
    rule: 'llp-5.3',
    variant: 'two',
    title: 'two messages, one after the other',
    hint: 'After the answer to a message forget its lines, and take commands again.',
    needs: ['llp-5.2', 'llp-5.2b', 'llp-5.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      for (const text of ['first', 'second']) {
        const to = stage.name()
        stage.person.send(to, text)
        await desk.composing(to)
        await desk.written(text)
        await desk.says(said.delivered)
      }
    },
  },
  {
    rule: 'llp-1.4',
    title: 'a text in many letters is sent',
    hint: 'Encode what is typed as UTF-8, and change nothing in it.',
    needs: ['llp-5.2b', 'llp-5.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const text = 'grüße, ♥ κόσμε 日本語 👩‍🚀 "quoted" | %s'
      const to = stage.name()
      stage.person.send(to, text)
      await desk.composing(to)
      await desk.written(text, 'llp-1.4')
    },
  },
  {
    rule: 'llp-1.4',
    variant: 'long',
    title: 'a long line is sent',
    hint: 'Send all of a line: where send() tells how much it took, send the rest too.',
    needs: ['llp-5.2b', 'llp-5.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const { maxLine, maxBody } = stage.options
      const text = 'love '.repeat(Math.floor(Math.min(3000, maxLine, maxBody) / 5) - 1).trimEnd()
      const to = stage.name()
      stage.person.send(to, text)
      await desk.composing(to)
      await desk.written(text, 'llp-1.4')
    },
  },
  {
    rule: 'llp-5.4',
    title: 'it says goodbye',
    hint: 'Send LOGOUT when the person leaves, before the connection is closed.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.leave()
      await desk.asked('LOGOUT', 'llp-5.4')
    },
  },
  {
    rule: 'llp-5.4',
    variant: 'input',
    title: 'it says goodbye at the end of the input',
    hint: 'When there is no more input, as with Ctrl-D, send LOGOUT too.',
    needs: ['llp-5.2', 'llp-5.2b', 'llp-5.4'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.hangUp()
      await desk.asked('LOGOUT', 'llp-5.4')
    },
  },
  {
    rule: 'llp-5.4a',
    title: 'it ends after the goodbye',
    hint: 'When the server has said goodbye and closed, end: a read that gives nothing says so.',
    needs: ['llp-5.2', 'llp-5.2b', 'llp-5.4'],
    async run(stage) {
      const desk = await Desk.user(stage)
      stage.person.leave()
      await desk.asked('LOGOUT', 'llp-5.4')
      await desk.says(said.goodbye)
      desk.wire.end()
      await stage.person.ends()
    },
  },
  {
    rule: 'llp-5.6',
    title: 'another name after a refused login',
    hint: 'A refusal is an answer like any other: show it, and let the person try again.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const desk = await Desk.open(stage)
      for (const refusal of [said.taken, said.badName]) {
        const name = stage.name()
        stage.person.login(name)
        await desk.asked(`LOGIN ${name}`, 'llp-5.6')
        await desk.says(refusal)
      }
      stage.person.login(desk.name)
      await desk.asked(`LOGIN ${desk.name}`, 'llp-5.6')
      await desk.says(`> OK - Hello ${desk.name}`)
      await stage.person.welcomed(desk.name, 'llp-5.6')
    },
  },
  {
    rule: 'llp-5.6',
    variant: 'message',
    title: 'another message after a refused one',
    hint: 'After "Recipient does not exist" the message is over, and commands are taken again.',
    needs: ['llp-5.2', 'llp-5.2b', 'llp-5.3'],
    async run(stage) {
      const desk = await Desk.user(stage)
      const to = stage.name()
      stage.person.send(to, 'hello')
      await desk.composing(to)
      await desk.written('hello')
      await desk.says(said.nobody)
      await desk.goesOn('llp-5.6')
    },
  },
]
