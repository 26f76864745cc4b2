import { NONE } from '@parley/checks'
import { MUCH_LATER, said } from '../texts.ts'
import { answersAll } from './replies.ts'
import { checks, READING } from './test-client.ts'

export const historyChecks = checks(NONE, [
  {
    id: 'toom-3.5',
    title: 'answers RDM with the messages since a date',
    hint: 'Send a line for each message from that second on, oldest first: #1, jess: "Hello", posted at 20 Nov 2026 22:55:14.',
    needs: ['toom-1.5', 'toom-2.2', 'toom-3.1'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const [first, second] = [`${clients.word()} one`, `${clients.word()}: "two", and more`]
      const message = await ann.postAndRead(first, bob)
      if (message.from !== ann.name)
        clients.stage.fail(`the message is from ${message.from}, not ${ann.name}`)
      const { number, confirmed } = message
      if (number !== confirmed) clients.stage.fail(`number ${confirmed} is listed as ${number}`)
      if (message.way !== 'posted')
        clients.stage.fail('RDM tells it as edited at, not as posted at')
      await ann.postAndRead(second, bob)
      const { messages } = await bob.read(message.date)
      const order = messages.map(({ text }) => text)
      if (order.includes(second) && order.indexOf(second) < order.indexOf(first)) {
        clients.stage.fail('the later message comes before the earlier one')
      }
    },
  },
  {
    id: 'toom-3.5a',
    title: 'answers RDM if there are no messages since the date',
    hint: 'If no message is as late as the date, answer RDM and "No new message since given timestamp".',
    needs: ['toom-2.2'],
    steps: answersAll('RDM', [MUCH_LATER], ['RDM', said.nothing]),
  },
  {
    id: 'toom-3.5b',
    title: 'refuses RDM with too few words or too many',
    hint: 'A date is four words: count them before you read it, and answer RDM-F.',
    needs: ['toom-2.2'],
    steps: answersAll(
      'RDM',
      ['', 'yesterday', '20 Nov 2026', '20 Nov 2026 22:55:14 more'],
      ['RDM-F', said.readForm],
    ),
  },
  {
    id: 'toom-3.5c',
    title: 'refuses RDM with an invalid date',
    hint: 'Catch what strptime throws, and answer F and "RDM failed! Please input valid timestamp format."',
    needs: ['toom-2.2'],
    steps: answersAll(
      'RDM',
      [
        'this is no date',
        '20 Foo 2026 22:55:14',
        '32 Nov 2026 22:55:14',
        '20 Nov 2026 25:55:14',
        '20 Nov 2026 22.55.14',
      ],
      ['F', said.noDate],
    ),
  },
  {
    id: 'toom-3.5e',
    title: 'lists a user’s own messages since a date',
    hint: 'RDM tells all messages: do not leave out those of the user who asks.',
    needs: READING,
    async run(clients) {
      const ann = await clients.user()
      const text = `${clients.word()} to myself`
      await ann.postAndRead(text, ann, { rule: 'toom-3.5e' })
    },
  },
])
