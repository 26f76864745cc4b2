import {
  ARRIVING,
  NONSENSE,
  oneOf,
  pair,
  SENDING,
  type ServerCheck,
  type Stage,
  said,
} from './test-client.ts'

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

export const bodyChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-3.9',
    title: 'writes nothing while a message is typed',
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
    title: 'keeps empty lines within a message',
    hint: 'An empty line is a line of the text like any other; it does not end the message.',
    needs: ARRIVING,
    async run(stage) {
      await becomes(stage, ['', 'one', '', '', 'two', 'XOXOXO'], ['', 'one', '', '', 'two'])
    },
  },
  {
    rule: 'llp-3.9',
    variant: 'many',
    title: `accepts a message of ${MANY} lines`,
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
    title: 'ends a message at a line that ends with XOXOXO',
    hint: 'Remove white space from the end of the line, then check whether it ends with XOXOXO.',
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
    title: 'does not end a message at XOXOXO elsewhere or in small letters',
    hint: 'Only XOXOXO in capitals at the very end of a line ends the message; elsewhere it is text.',
    needs: ARRIVING,
    async run(stage) {
      const lines = ['xoxoxo', 'XOXOXO dear', 'XOXO', 'XOXOX', 'XOXOXO.']
      await becomes(stage, [...lines, 'XOXOXO'], lines)
    },
  },
  {
    rule: 'llp-3.9c',
    title: 'takes commands within a message as text',
    hint: 'Remember that a message is being written, and look for no commands until it is closed.',
    needs: ARRIVING,
    async run(stage) {
      const lines = ['LIST', 'LOGIN eve', 'MESSAGE eve', 'LOGOUT', NONSENSE]
      await becomes(stage, [...lines, 'XOXOXO'], lines)
    },
  },
  {
    rule: 'llp-3.9d',
    title: 'keeps what stands before XOXOXO on the last line',
    hint: 'In "love you XOXOXO" the words "love you" belong to the message: do not drop them.',
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
]

export const unicodeCheck: ServerCheck = {
  rule: 'llp-1.4',
  title: 'delivers a text unchanged',
  hint: 'Read and write UTF-8, and change nothing in a text.',
  needs: ARRIVING,
  async run(stage) {
    const { ann, bob } = await pair(stage)
    const lines = [
      'grüße, ♥ κόσμε 日本語 👩‍🚀',
      '  two blanks before,  two  within',
      'a tab\there, a \\n, a "quote", a | and a %s',
      'e\u0301 and é are not the same',
    ]
    await ann.write(bob.name, ...lines)
    await bob.gets({ from: ann.name, to: bob.name, lines })
  },
}

export const trailingSpaceCheck: ServerCheck = {
  rule: 'llp-1.4d',
  title: 'keeps white space at the end of a line of text',
  hint: 'Ignore white space when you look for XOXOXO, and still keep the line as it came.',
  needs: [...ARRIVING, 'llp-1.4'],
  async run(stage) {
    const { ann, bob } = await pair(stage)
    const lines = ['two blanks  ', '   ', 'the end']
    await ann.write(bob.name, ...lines)
    await bob.gets({ from: ann.name, to: bob.name, lines })
  },
}
