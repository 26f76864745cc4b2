import { flawUnless } from '../objects.ts'
import { checks, fieldOf, LOGIN, OUTPUT, response } from './test-server.ts'

/** The time between two requests in milliseconds, and the required share of it. */
const PACE = 100

const SHARE = 0.6

const LONG = 'blåbær '.repeat(200)

const MOST_REQUEST = 1000

export const textChecks = checks(LOGIN, [
  {
    id: 'ktn-2.1g.msg',
    title: 'sends a message as it was typed',
    hint: 'The content of msg is the text, as it was typed, spaces and quotes and braces too.',
    login: 'asked',
    async run(server) {
      await server.letIn()
      const text = `${server.word()}  "{blåbær}" \\ ☃`
      server.person.send('bob', text)
      await server.expectRequest('msg', (heard) => {
        const content = fieldOf(heard, 'content')
        return flawUnless(
          typeof content === 'string' && content.includes(text),
          'the text is not in it',
        )
      })
    },
  },
])

export const sendChecks = checks(OUTPUT, [
  {
    id: 'ktn-8.1a',
    title: 'waits between two requests',
    hint: 'Wait 100 ms after a request before you send the next: most servers take one read for one object.',
    async run(server) {
      for (const _ of [1, 2, 3]) server.person.list()
      const times: number[] = []
      for (const mark of [1, 2, 3]) {
        const { at } = await server.expectRequest('names')
        times.push(at)
        await server.wire.say(response('info', `${server.name}, x${mark}`))
      }
      const passed = (times[2] ?? 0) - (times[0] ?? 0)
      if (passed < 2 * PACE * SHARE) server.stage.fail(`three came within ${Math.round(passed)} ms`)
    },
  },
  {
    id: 'ktn-8.1b',
    title: 'keeps a request within 1000 bytes',
    hint: 'Refuse a text, or cut it, if the request would have more than 1000 bytes.',
    async run(server) {
      server.person.send('bob', LONG)
      server.person.list()
      for (;;) {
        const { frame } = await server.wire.expect('requests of at most 1000 bytes', ({ bytes }) =>
          flawUnless(bytes.length <= MOST_REQUEST, `it has ${bytes.length} bytes`),
        )
        if (frame.kind === 'names') return
        await server.wire.say(response('error', 'Message too long'))
      }
    },
  },
])
