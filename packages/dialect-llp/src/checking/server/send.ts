import { ARRIVING, arrives, checks, LOGIN, SENDING, writes } from './test-client.ts'

export const sendChecks = checks(LOGIN, [
  {
    id: 'llp-3.7',
    title: 'starts a message on MESSAGE',
    hint: 'Answer MESSAGE and a name with the Send Message line.',
    steps: ['ann> MESSAGE {bob}\n', 'ann< > OK - Send Message, end with XOXOXO\n'],
  },
  {
    id: 'llp-3.7.nobody',
    title: 'starts a message even if the recipient does not exist',
    hint: 'Answer MESSAGE and any name with the Send Message line; whether anybody has it is for later.',
    needs: ['llp-3.7'],
    steps: ['ann> MESSAGE {nobody}\n', 'ann< > OK - Send Message, end with XOXOXO\n'],
  },
  {
    id: 'llp-3.8',
    title: 'refuses MESSAGE without a name',
    hint: 'MESSAGE alone starts no message: refuse it, and read the next line as a command.',
    steps: [
      'ann> MESSAGE\n',
      'ann< > ERROR - Invalid recipient username, try again\n',
      'bob> MESSAGE \n',
      'bob< > ERROR - Invalid recipient username, try again\n',
    ],
  },
  {
    id: 'llp-3.10',
    title: 'confirms a delivered message',
    hint: 'Once a line that ends with XOXOXO has come, deliver the message and answer Message Delivered.',
    needs: ['llp-3.7'],
    steps: writes('hello'),
  },
])

export const firstDeliveryChecks = checks(SENDING, [
  {
    id: 'llp-4.1',
    title: 'delivers a message to its recipient',
    hint: 'Write the sender line, the recipient line, the lines of the text and "> XOXOXO", in this order.',
    steps: [...writes('hello', 'happy valentines'), ...arrives('hello', 'happy valentines')],
  },
  {
    id: 'llp-4.1b',
    title: 'ends a delivered message with > XOXOXO',
    hint: 'Write the line "> XOXOXO" after the text.',
    needs: ['llp-4.1'],
    steps: [
      ...writes('hello'),
      ['bob< > INBOUND MESSAGE - SENDER: {ann}\n', 'llp-4.1'],
      ['bob< > RECIPIENT: {bob}\n', 'llp-4.1'],
      ['bob< > hello\n', 'llp-4.1'],
      'bob< > XOXOXO\n',
    ],
  },
])

export const deliveryChecks = checks(ARRIVING, [
  {
    id: 'llp-4.1e',
    title: 'delivers several messages once each and in order',
    hint: 'Clear the buffer of a message once it is delivered.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const texts = Array.from({ length: 8 }, (_, index) => `number ${index}`)
      for (const text of texts) await ann.write(bob.name, text)
      for (const text of texts) await bob.gets({ from: ann.name, to: bob.name, lines: [text] })
      await bob.nothing()
    },
  },
  {
    id: 'llp-4.1f',
    title: 'delivers a message to its recipient only',
    hint: 'Find the connection of the recipient’s name, and write the message to that one only.',
    steps: [...writes('hello'), ...arrives('hello'), 'ann gets nothing', 'eve gets nothing'],
  },
])
