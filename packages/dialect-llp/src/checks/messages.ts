import { type Guest, NONSENSE, oneOf, Party, type ServerCheck, type Stage, said } from './party.ts'

export const SENDING = ['llp-3.2', 'llp-3.7', 'llp-3.10'] as const
export const ARRIVING = [...SENDING, 'llp-4.1', 'llp-4.1b'] as const

export async function pair(stage: Stage): Promise<{ party: Party; ann: Guest; bob: Guest }> {
  const party = new Party(stage)
  return { party, ann: await party.user(), bob: await party.user() }
}

const MANY = 300

/** What is typed behind MESSAGE, with its closing line, arrives as these lines. */
async function becomes(
  stage: Stage,
  typed: readonly string[],
  lines: readonly string[],
): Promise<void> {
  const { ann, bob } = await pair(stage)
  await ann.compose(bob.name)
  await ann.say(...typed)
  await ann.hears(said.delivered)
  await bob.gets({ from: ann.name, to: bob.name, lines })
}

/** That a message can be sent, and arrives. */
export const sendingChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-3.7',
    title: 'the begin of a message',
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
    title: 'the begin of a message to a name that nobody has',
    hint: 'Answer MESSAGE and any name with the Send Message line; whether anybody has it is for later.',
    needs: ['llp-3.2', 'llp-3.7'],
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.compose(stage.name())
    },
  },
  {
    rule: 'llp-3.8',
    title: 'MESSAGE without a name',
    hint: 'MESSAGE alone begins no message: refuse it, and take the next line as a command.',
    needs: ['llp-3.2'],
    async run(stage) {
      const party = new Party(stage)
      for (const command of ['MESSAGE', 'MESSAGE ']) {
        const ann = await party.user()
        await ann.say(command)
        await ann.hears(said.badRecipient)
      }
    },
  },
  {
    rule: 'llp-3.10',
    title: 'a message to somebody',
    hint: 'Once a line that ends with XOXOXO has come, deliver the message and say Message Delivered.',
    needs: ['llp-3.2', 'llp-3.7'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'hello')
    },
  },
  {
    rule: 'llp-4.1',
    title: 'a message arrives',
    hint: 'Write the sender line, the recipient line, the lines of the text and "> XOXOXO", so in order.',
    needs: SENDING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'hello', 'happy valentines')
      await bob.gets({ from: ann.name, to: bob.name, lines: ['hello', 'happy valentines'] })
    },
  },
]

/** Messages in all their variety. */
export const messageChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-3.9',
    title: 'no answers within a message',
    hint: 'Between MESSAGE and XOXOXO keep the lines that come, and write nothing.',
    needs: SENDING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.compose(bob.name)
      await ann.say('one', 'two', '', 'four', 'XOXOXO')
      await ann.hears(said.delivered)
    },
  },
  {
    rule: 'llp-3.9',
    variant: 'empty',
    title: 'empty lines within a message',
    hint: 'An empty line is a line of the text like any other; it does not end the message.',
    needs: ARRIVING,
    async run(stage) {
      await becomes(stage, ['', 'one', '', '', 'two', 'XOXOXO'], ['', 'one', '', '', 'two'])
    },
  },
  {
    rule: 'llp-3.9',
    variant: 'many',
    title: `a message of ${MANY} lines`,
    hint: 'A message may have any number of lines; a list that grows holds them.',
    needs: [...ARRIVING, 'llp-1.1d'],
    async run(stage) {
      const lines = Array.from({ length: MANY }, (_, index) => `line ${index}`)
      if (lines.join('\n').length > stage.options.maxBody) stage.skip('maxBody is less than that')
      await becomes(stage, [[...lines, 'XOXOXO'].join('\n')], lines)
    },
  },
  {
    rule: 'llp-3.9a',
    title: 'lines that close a message',
    hint: 'Cut white space off the end of the line, then look whether it ends with XOXOXO.',
    needs: SENDING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      for (const closing of ['XOXOXO', 'XOXOXO  ', 'love you XOXOXO', 'love youXOXOXO \t']) {
        await ann.compose(bob.name)
        await ann.say('hello', closing)
        await ann.hears(said.delivered)
      }
    },
  },
  {
    rule: 'llp-3.9b',
    title: 'lines that do not close a message',
    hint: 'Only XOXOXO in capitals at the very end of a line closes; elsewhere it is text.',
    needs: ARRIVING,
    async run(stage) {
      const lines = ['xoxoxo', 'XOXOXO dear', 'XOXO', 'XOXOX', 'XOXOXO.']
      await becomes(stage, [...lines, 'XOXOXO'], lines)
    },
  },
  {
    rule: 'llp-3.9c',
    title: 'commands within a message',
    hint: 'Remember that a message is being written, and look for no commands until it is closed.',
    needs: ARRIVING,
    async run(stage) {
      const lines = ['LIST', 'LOGIN eve', 'MESSAGE eve', 'LOGOUT', NONSENSE]
      await becomes(stage, [...lines, 'XOXOXO'], lines)
    },
  },
  {
    rule: 'llp-3.9d',
    title: 'what stands before XOXOXO',
    hint: 'In "love you XOXOXO" the words "love you" belong to the message: do not throw them away.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.compose(bob.name)
      await ann.say('hello', 'love you XOXOXO')
      await ann.hears(said.delivered, 'llp-3.9a')
      await bob.head(ann.name, bob.name)
      await bob.exactly('> hello', 'llp-4.1')
      const expected = '> love you'
      const last = await bob.wire.expect(expected, oneOf(expected, `${expected} XOXOXO`))
      if (last.text.trimEnd() === expected) await bob.exactly('> XOXOXO', 'llp-4.1b')
    },
  },
  {
    rule: 'llp-3.11',
    title: 'a message to nobody',
    hint: 'Look the recipient up when the message is closed; where there is nobody, say so.',
    needs: ['llp-3.2', 'llp-3.7'],
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.compose(stage.name())
      await ann.say('hello', 'XOXOXO')
      await ann.hears(said.nobody)
    },
  },
  {
    rule: 'llp-3.11',
    variant: 'case',
    title: 'a message to the same name in capitals',
    hint: 'Compare names as they are: who is called "ann" is not called "ANN".',
    needs: [...SENDING, 'llp-3.11'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.compose(bob.name.toUpperCase())
      await ann.say('hello', 'XOXOXO')
      await ann.hears(said.nobody)
    },
  },
]
