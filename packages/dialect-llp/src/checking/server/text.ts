import { options } from '../../options.ts'
import { ARRIVING, arrives, checks, NONSENSE, oneOf, SENDING, said, writes } from './test-client.ts'

const MANY = 300

const manyLines = Array.from({ length: MANY }, (_, index) => `line ${index}`)

/** The lines arrive as they were typed; whatever is wrong with the closing is for the rule. */
const becomes = (...lines: readonly string[]) =>
  [...writes(...lines).slice(0, -1), `ann< ${said.delivered}\n`, ...arrives(...lines)] as const

/** The lines arrive as they were typed. */
const unchanged = (...lines: readonly string[]) => [...writes(...lines), ...arrives(...lines)]

export const silenceChecks = checks(SENDING, [
  {
    id: 'llp-3.9',
    title: 'writes nothing while a message is typed',
    hint: 'Between MESSAGE and XOXOXO keep the lines that come, and write nothing.',
    steps: [
      'ann> MESSAGE {bob}\n',
      ['ann< > OK - Send Message, end with XOXOXO\n', 'llp-3.7'],
      'ann> one\n',
      'ann> two\n',
      'ann> \n',
      'ann> four\n',
      'ann> XOXOXO\n',
      'ann< > OK - Message Delivered\n',
    ],
  },
])

export const bodyChecks = checks(ARRIVING, [
  {
    id: 'llp-3.9.empty',
    title: 'keeps empty lines within a message',
    hint: 'An empty line is a line of the text like any other; it does not end the message.',
    steps: becomes('', 'one', '', '', 'two'),
  },
  {
    id: 'llp-3.9.many',
    title: `accepts a message of ${MANY} lines`,
    hint: 'A message may have any number of lines; a list that grows holds them.',
    needs: ['llp-1.1d'],
    untried(settings) {
      const { maxBody } = options.parse(settings)
      return manyLines.join('\n').length > maxBody ? 'maxBody is less than that' : undefined
    },
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.compose(bob.name)
      await ann.request([...manyLines, 'XOXOXO'].join('\n'), said.delivered)
      await bob.gets({ from: ann.name, to: bob.name, lines: manyLines })
    },
  },
])

export const closingChecks = checks(SENDING, [
  {
    id: 'llp-3.9a',
    title: 'ends a message at a line that ends with XOXOXO',
    hint: 'Remove white space from the end of the line, then check whether it ends with XOXOXO.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      for (const closing of ['XOXOXO', 'XOXOXO  ', 'love you XOXOXO', 'love youXOXOXO \t']) {
        await ann.compose(bob.name)
        await ann.say('hello')
        await ann.request(closing, said.delivered)
      }
    },
  },
])

export const textChecks = checks(ARRIVING, [
  {
    id: 'llp-3.9b',
    title: 'does not end a message at XOXOXO elsewhere or in small letters',
    hint: 'Only XOXOXO in capitals at the very end of a line ends the message; elsewhere it is text.',
    steps: becomes('xoxoxo', 'XOXOXO dear', 'XOXO', 'XOXOX', 'XOXOXO.'),
  },
  {
    id: 'llp-3.9c',
    title: 'takes commands within a message as text',
    hint: 'Remember that a message is being written, and look for no commands until it is closed.',
    steps: becomes('LIST', 'MESSAGE eve', 'LOGOUT', NONSENSE),
  },
  {
    id: 'llp-3.9e',
    title: 'takes LOGIN within a message as text',
    hint: 'Look whether a message is being written before you look for LOGIN.',
    needs: ['llp-3.9c'],
    steps: becomes('LOGIN eve', 'and more'),
  },
  {
    id: 'llp-3.9d',
    title: 'keeps what stands before XOXOXO on the last line',
    hint: 'In "love you XOXOXO" the words "love you" belong to the message: do not drop them.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.compose(bob.name)
      await ann.say('hello')
      await ann.request('love you XOXOXO', said.delivered, 'llp-3.9a')
      await bob.head(ann.name, bob.name)
      await bob.exactly('> hello', 'llp-4.1')
      const expected = '> love you'
      const last = await bob.wire.expect(expected, oneOf(expected, `${expected} XOXOXO`))
      if (last.text.trimEnd() === expected) await bob.exactly('> XOXOXO', 'llp-4.1b')
    },
  },
])

export const unicodeChecks = checks(ARRIVING, [
  {
    id: 'llp-1.4',
    title: 'delivers a text unchanged',
    hint: 'Change nothing in a text.',
    steps: unchanged(
      '  two blanks before,  two  within',
      'a tab\there, a \\n, a "quote", a | and a %s',
    ),
  },
  {
    id: 'llp-1.4e',
    title: 'delivers letters outside ASCII unchanged',
    hint: 'Read and write UTF-8: one character can be up to four bytes, which one read may cut.',
    steps: unchanged('grüße, ♥ κόσμε 日本語 👩‍🚀', 'e\u0301 and é are not the same'),
  },
])

export const trailingSpaceChecks = checks(ARRIVING, [
  {
    id: 'llp-1.4d',
    title: 'keeps white space at the end of a line of text',
    hint: 'Ignore white space when you look for XOXOXO, and still keep the line as it came.',
    needs: ['llp-1.4'],
    steps: unchanged('two blanks  ', '   ', 'the end'),
  },
])
