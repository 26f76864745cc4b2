import { NONE } from '@parley/checks'
import { checks, inbound, SHOWN } from './test-server.ts'

export const lineEndChecks = checks(NONE, [
  {
    id: 'llp-5.2a',
    title: 'ends a command with \\n',
    hint: 'Send \\n after every line, and flush it.',
    login: 'none',
    async run(server) {
      await server.open()
      server.person.login(server.name)
      await server.wire.next('a line with \\n at its end')
    },
  },
])

export const messageEndChecks = checks(SHOWN, [
  {
    id: 'llp-5.1b',
    title: 'reads messages without a final "> " and with \\r',
    hint: 'The message is over with "> XOXOXO": wait for nothing more, and cut a \\r off each line.',
    needs: ['llp-5.3'],
    async run(server) {
      const from = server.word()
      const bare = inbound({ from, to: server.name, lines: ['hello'] }).replace(/> \n$/, '')
      await server.wire.say(bare)
      await server.person.heard(from, 'hello')
      await server.wire.say(`${bare.replace('hello', 'again').replaceAll('\n', '\r\n')}> \r\n`)
      await server.person.heard(from, 'again')
      await server.goesOn('llp-5.1b')
    },
  },
])

export const framingChecks = checks(SHOWN, [
  {
    id: 'llp-1.1c',
    title: 'reads lines that are cut and joined anywhere',
    hint: 'Buffer what each read returns and look for \\n in the buffer; one read is not one line.',
    segmented: true,
    login: 'none',
    async run(server) {
      await server.open()
      const from = server.word()
      server.person.login(server.name)
      await server.asked(`LOGIN ${server.name}`)
      await server.says(`> OK - Hello ${server.name}`)
      await server.brings(from, 'hello there')
      await server.stage.pass(0)
      await server.untilWelcomed('llp-5.2b')
      await server.person.heard(from, 'hello there')
    },
  },
  {
    id: 'llp-1.1c.letters',
    title: 'reads letters outside ASCII that are cut anywhere',
    hint: 'A read can end within a character: decode whole lines, not what one read returns.',
    needs: ['llp-1.1c'],
    segmented: true,
    async run(server) {
      const from = server.word()
      await server.brings(from, 'grüße 👩‍🚀')
      await server.stage.pass(0)
      await server.person.heard(from, 'grüße 👩‍🚀', 'llp-1.4e')
    },
  },
  {
    id: 'llp-1.1c.long',
    title: 'reads a message that takes several reads',
    hint: 'A message may be longer than what one read returns: read on until its end.',
    async run(server) {
      const from = server.word()
      const text = 'lovely you '.repeat(1500).trimEnd()
      await server.brings(from, text)
      await server.person.heard(from, text)
    },
  },
  {
    id: 'llp-1.1d.later',
    title: 'shows two messages that come in one segment, after which nothing comes',
    hint: 'Show every message that a read brings, not only the first.',
    async run(server) {
      const [one, other] = [server.word(), server.word()]
      const first = inbound({ from: one, to: server.name, lines: ['hello'] })
      const second = inbound({ from: other, to: server.name, lines: ['good morning'] })
      await server.wire.say(`${first}${second}`)
      await server.person.heard(one, 'hello')
      await server.person.heard(other, 'good morning')
    },
  },
  {
    id: 'llp-1.1d',
    title: 'reads a reply and two messages from one segment',
    hint: 'After a line, look for another one in the buffer before you read on.',
    login: 'none',
    async run(server) {
      await server.open()
      const { name } = server
      const [one, other] = [server.word(), server.word()]
      server.person.login(name)
      await server.asked(`LOGIN ${name}`)
      const first = inbound({ from: one, to: name, lines: ['hello'] })
      const second = inbound({ from: other, to: name, lines: ['good morning'] })
      await server.wire.say(`> OK - Hello ${name}\n${first}${second}`)
      await server.untilWelcomed('llp-5.2b')
      await server.person.heard(one, 'hello')
      await server.person.heard(other, 'good morning')
    },
  },
])
