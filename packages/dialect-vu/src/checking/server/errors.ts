import { checks, LOGIN } from './test-client.ts'

export const errorChecks = checks(LOGIN, [
  {
    id: 'vu-3.9',
    title: 'refuses an unknown first word',
    hint: 'If the first word is none that you know, answer BAD-RQST-HDR.',
    steps: ['ann> FLY me to the moon\n', 'ann< BAD-RQST-HDR\n'],
  },
  {
    id: 'vu-3.9d',
    title: 'refuses a word that begins like a known one',
    hint: 'Compare the whole first word: SENDER is not SEND, and LISTS is not LIST.',
    needs: ['vu-3.9'],
    steps: ['ann> SENDER x y\n', 'ann< BAD-RQST-HDR\n', 'bob> LISTS\n', 'bob< BAD-RQST-HDR\n'],
  },
  {
    id: 'vu-3.9a',
    title: 'refuses an empty line',
    hint: 'An empty line has no first word that you know; a line is not the end of the connection.',
    steps: ['ann> \n', 'ann< BAD-RQST-HDR\n'],
  },
  {
    id: 'vu-3.9b',
    title: 'refuses a line that starts with a space',
    hint: 'Do not strip spaces off a line: one that starts with a space has no word you know.',
    needs: ['vu-3.9'],
    steps: ['ann>  LIST\n', 'ann< BAD-RQST-HDR\n'],
  },
  {
    id: 'vu-3.9c',
    title: 'keeps the connection open after a refusal',
    hint: 'Answer, and read the next line: nothing that a client says wrong ends its connection.',
    needs: ['vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const lines = [
        { line: 'FLY\n', rule: 'vu-3.9' },
        { line: `SEND ${clients.word()} hello\n`, rule: 'vu-3.8' },
      ]
      for (const { line, rule } of lines) {
        await ann.wire.say(line)
        await ann.wire.find('an answer', ann.isOurs, undefined, rule)
        await ann.delivers(bob, clients.word())
        await bob.delivers(ann, clients.word())
      }
    },
  },
])
