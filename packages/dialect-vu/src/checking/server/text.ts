import { checks, LOGIN, withBadBytes } from './test-client.ts'

/** These can crash a server, so they run last. */
export const textChecks = checks(LOGIN, [
  {
    id: 'vu-2.4d',
    title: 'refuses a name that is not UTF-8',
    hint: 'Catch the error that decoding gives, and answer; the connection goes on.',
    async run(clients) {
      const guest = await clients.connect()
      await guest.request(withBadBytes(`HELLO-FROM ${clients.word()}`, '\n'), 'BAD-RQST-BODY\n')
    },
  },
  {
    id: 'vu-3.7c',
    title: 'refuses a body that is not UTF-8',
    hint: 'Catch the error that decoding gives, answer BAD-RQST-BODY, and go on.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.request(withBadBytes(`SEND ${bob.name} `, '\n'), 'BAD-RQST-BODY\n')
    },
  },
])
