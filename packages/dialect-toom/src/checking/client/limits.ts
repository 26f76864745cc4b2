import { MOST_PICKLE } from '../../options.ts'
import { checks, LOGIN } from './test-server.ts'

/** Time for a client to send a long request, in milliseconds. */
const SENDING = 300

export const limitChecks = checks(LOGIN, [
  {
    id: 'toom-1.1a',
    title: 'does not send a message that is too long for one pickle',
    hint: 'Servers read 2048 bytes at once: look how long the pickle is before you send it, and say so if it is longer.',
    async run(server) {
      server.person.send(server.word(), 'long '.repeat(600))
      await server.stage.pass(SENDING)
      for (const { bytes } of await server.wire.rest()) {
        if (bytes.length > MOST_PICKLE) {
          server.stage.fail(`a request has ${bytes.length} bytes, not ${MOST_PICKLE} at most`)
        }
      }
    },
  },
])
