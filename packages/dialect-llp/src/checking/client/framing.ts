import { NEEDED } from './receive.ts'
import { type ClientCheck, inbound, TestServer } from './test-server.ts'

export const lineEndCheck: ClientCheck = {
  rule: 'llp-5.2a',
  title: 'ends a command with \\n',
  hint: 'Send \\n after every line, and flush it.',
  async run(stage) {
    const server = await TestServer.open(stage)
    stage.person.login(server.name)
    await server.wire.next('a line with \\n at its end')
  },
}

export const messageEndCheck: ClientCheck = {
  rule: 'llp-5.1b',
  title: 'reads messages without a final "> " and with \\r',
  hint: 'The message is over with "> XOXOXO": wait for nothing more, and cut a \\r off each line.',
  needs: [...NEEDED, 'llp-5.3'],
  async run(stage) {
    const server = await TestServer.user(stage)
    const from = stage.name()
    const bare = inbound({ from, to: server.name, lines: ['hello'] }).replace(/> \n$/, '')
    await server.wire.say(bare)
    await stage.person.heard(from, 'hello')
    await server.wire.say(`${bare.replace('hello', 'again').replaceAll('\n', '\r\n')}> \r\n`)
    await stage.person.heard(from, 'again')
    await server.goesOn('llp-5.1b')
  },
}

export const framingChecks: readonly ClientCheck[] = [
  {
    rule: 'llp-1.1c',
    title: 'reads lines that are cut and joined anywhere',
    hint: 'Buffer what each read returns and look for \\n in the buffer; one read is not one line.',
    needs: NEEDED,
    segmented: true,
    async run(stage) {
      const server = await TestServer.open(stage)
      const from = stage.name()
      stage.person.login(server.name)
      await server.asked(`LOGIN ${server.name}`)
      await server.says(`> OK - Hello ${server.name}`)
      await server.brings(from, 'grüße 👩‍🚀')
      await stage.pass(0)
      await stage.person.welcomed(server.name, 'llp-5.2b')
      await stage.person.heard(from, 'grüße 👩‍🚀', 'llp-1.4')
    },
  },
  {
    rule: 'llp-1.1c',
    variant: 'long',
    title: 'reads a message that takes several reads',
    hint: 'A message may be longer than what one read returns: read on until its end.',
    needs: NEEDED,
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      const text = 'lovely é '.repeat(1500).trimEnd()
      await server.brings(from, text)
      await stage.person.heard(from, text)
    },
  },
  {
    rule: 'llp-1.1d',
    title: 'reads a reply and two messages from one segment',
    hint: 'After a line, look for another one in the buffer before you read on.',
    needs: NEEDED,
    async run(stage) {
      const server = await TestServer.open(stage)
      const { name } = server
      const [one, other] = [stage.name(), stage.name()]
      stage.person.login(name)
      await server.asked(`LOGIN ${name}`)
      const first = inbound({ from: one, to: name, lines: ['hello'] })
      const second = inbound({ from: other, to: name, lines: ['good morning'] })
      await server.wire.say(`> OK - Hello ${name}\n${first}${second}`)
      await stage.person.welcomed(name)
      await stage.person.heard(one, 'hello')
      await stage.person.heard(other, 'good morning')
    },
  },
]
