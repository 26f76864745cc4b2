import { checks, SENDING } from './test-client.ts'

export const refusalChecks = checks(SENDING, [
  {
    id: 'irc-4.3',
    title: 'refuses a message to an unknown nickname',
    hint: 'Answer 401 with the nickname.',
    steps: ['ann> PRIVMSG {nobody} :hello', 'ann< 401 {nobody}'],
  },
  {
    id: 'irc-4.3b',
    title: 'refuses a message without a recipient',
    hint: 'Answer PRIVMSG without a parameter with 411.',
    steps: ['ann> PRIVMSG', 'ann< 411|461'],
  },
  {
    id: 'irc-4.3c',
    title: 'refuses a message without a text',
    hint: 'Answer 412 where the text is missing.',
    steps: ['ann> PRIVMSG {bob}', 'ann< 412|461'],
  },
  {
    id: 'irc-4.3i',
    title: 'refuses a message with an empty text',
    hint: 'Answer 412 also where the text is there, and empty.',
    needs: ['irc-4.3c'],
    steps: ['ann> PRIVMSG {bob} :', 'ann< 412'],
  },
  {
    id: 'irc-4.3f',
    title: 'answers nothing to a NOTICE that cannot be delivered',
    hint: 'Nothing answers a NOTICE, not even an error: else programs could answer each other for ever.',
    needs: ['irc-4.3'],
    steps: ['ann> NOTICE {nobody} :hello', 'ann gets nothing'],
  },
])
