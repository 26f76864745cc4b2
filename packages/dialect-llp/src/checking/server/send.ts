import { ARRIVING, pair, SENDING, type ServerCheck, said, TestClients } from './test-client.ts'

export const sendChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-3.7',
    title: 'starts a message on MESSAGE',
    hint: 'Answer MESSAGE and a name with the Send Message line.',
    needs: ['llp-3.2'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.compose(bob.name)
    },
  },
  {
    rule: 'llp-3.7',
    variant: 'nobody',
    title: 'starts a message even if the recipient does not exist',
    hint: 'Answer MESSAGE and any name with the Send Message line; whether anybody has it is for later.',
    needs: ['llp-3.2', 'llp-3.7'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.compose(stage.name())
    },
  },
  {
    rule: 'llp-3.8',
    title: 'refuses MESSAGE without a name',
    hint: 'MESSAGE alone starts no message: refuse it, and read the next line as a command.',
    needs: ['llp-3.2'],
    async run(stage) {
      const clients = new TestClients(stage)
      for (const command of ['MESSAGE', 'MESSAGE ']) {
        const ann = await clients.user()
        await ann.say(command)
        await ann.hears(said.badRecipient)
      }
    },
  },
  {
    rule: 'llp-3.10',
    title: 'confirms a delivered message',
    hint: 'Once a line that ends with XOXOXO has come, deliver the message and answer Message Delivered.',
    needs: ['llp-3.2', 'llp-3.7'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'hello')
    },
  },
  {
    rule: 'llp-4.1',
    title: 'delivers a message to its recipient',
    hint: 'Write the sender line, the recipient line, the lines of the text and "> XOXOXO", in this order.',
    needs: SENDING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'hello', 'happy valentines')
      await bob.gets({ from: ann.name, to: bob.name, lines: ['hello', 'happy valentines'] })
    },
  },
]

export const deliveryChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-4.1b',
    title: 'ends a delivered message with > XOXOXO',
    hint: 'Write the line "> XOXOXO" after the text.',
    needs: [...ARRIVING.slice(0, -1)],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'hello')
      await bob.head(ann.name, bob.name)
      await bob.exactly('> hello', 'llp-4.1')
      await bob.exactly('> XOXOXO')
    },
  },
  {
    rule: 'llp-4.1e',
    title: 'delivers several messages once each and in order',
    hint: 'Clear the buffer of a message once it is delivered.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const texts = Array.from({ length: 8 }, (_, index) => `number ${index}`)
      for (const text of texts) await ann.write(bob.name, text)
      for (const text of texts) await bob.gets({ from: ann.name, to: bob.name, lines: [text] })
      await bob.nothing()
    },
  },
  {
    rule: 'llp-4.1f',
    title: 'delivers a message to its recipient only',
    hint: 'Find the connection of the recipient’s name, and write the message to that one only.',
    needs: ARRIVING,
    async run(stage) {
      const { clients, ann, bob } = await pair(stage)
      const cat = await clients.user()
      await ann.write(bob.name, 'hello')
      await bob.gets({ from: ann.name, to: bob.name, lines: ['hello'] })
      await ann.nothing()
      await cat.nothing()
    },
  },
]
