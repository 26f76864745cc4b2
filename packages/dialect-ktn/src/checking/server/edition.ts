import { fieldsOf, flawUnless, leniently } from '../objects.ts'
import { isSince2016, options } from '../options.ts'
import { said } from './history.ts'
import { checks, LOGIN, MESSAGES } from './test-client.ts'

/** Leaves out what the paper of 2015 does not demand. */
function untried(settings: unknown): string | undefined {
  return isSince2016(options.parse(settings)) ? undefined : 'the paper of 2015 does not ask for it'
}

/** Leaves out also what the papers leave open, unless one of them is named. */
function untriedUnlessNamed(settings: unknown): string | undefined {
  const { edition } = options.parse(settings)
  if (edition !== undefined) return untried(settings)
  return 'say --option edition=2016 or edition=2017 where that paper is asked for'
}

const isListOfMessages = (content: unknown): boolean =>
  Array.isArray(content) &&
  content.every((entry) => {
    const fields = typeof entry === 'string' ? leniently(entry) : undefined
    return fields?.has('content')
  })

/** What only some of the papers ask for. */
export const timestampChecks = checks(LOGIN, [
  {
    id: 'ktn-2.4',
    title: 'writes the timestamp as a string',
    hint: 'From 2016 on the timestamp is a string, as of strftime, not a number of seconds.',
    untried,
    async run(clients) {
      const guest = await clients.asked('login', clients.word())
      await guest.expectInfo(
        'the login has succeeded',
        () => true,
        (fields) => flawUnless(typeof fields.get('timestamp') === 'string', 'it is no string'),
      )
    },
  },
])

/** Messages to everyone are in the history afterwards, so these run late. */
export const editionChecks = checks(MESSAGES, [
  {
    id: 'ktn-2.4a',
    title: 'delivers a message to its author too',
    hint: 'From 2016 on the author gets the message like everyone else.',
    untried,
    async run(clients) {
      const [ann, word] = [await clients.user(), clients.word()]
      await ann.request('msg', word)
      await ann.expectMessage(word)
    },
  },
  {
    id: 'ktn-2.4b',
    title: 'writes the history as one list of strings',
    hint: 'From 2016 on the history is one response, whose content is a list of messages, each as JSON.',
    untried: untriedUnlessNamed,
    async run(clients) {
      await said(clients, [clients.word()])
      const client = await clients.asked('login', clients.word())
      await client.wire.find(
        'a history whose content is a list of strings, each of them a message',
        ({ kind }) => kind === 'history' || kind === 'message',
        ({ frame, text }) => {
          if (frame.kind !== 'history') return { why: 'the messages came one by one' }
          return flawUnless(isListOfMessages(fieldsOf(text)?.get('content')), 'it is otherwise')
        },
      )
    },
  },
])
