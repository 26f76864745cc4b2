import { checks, LOGIN } from './test-server.ts'

const DATE = '20 Nov 2026 22:55:14'

export const sendChecks = checks(LOGIN, [
  {
    id: 'toom-1.1c',
    title: 'sends a message as it was typed',
    hint: 'Cut the typed line at its first space only: what is before it is the type, all after it the body, with its spaces and letters.',
    async run(server) {
      const text = `${server.word()} grüßt  alle 😀: "MSG" x`
      server.person.send(server.word(), text)
      await server.expectRequest('MSG', 'toom-1.1c', (body) => {
        return body.endsWith(text) ? undefined : { why: `the body is ${JSON.stringify(body)}` }
      })
    },
  },
])

export const waitChecks = checks(LOGIN, [
  {
    id: 'toom-1.5b',
    title: 'waits for the reply before the next command',
    hint: 'After each request read exactly once, and only then take the next line that was typed.',
    needs: ['toom-2.3'],
    async run(server) {
      await server.expectPost('hello', 'toom-1.1c')
      server.person.list()
      await server.wire.silent()
      await server.send('MSGACK', `Message #1 posted at ${DATE}.`)
      await server.expectRequest('ATU', 'toom-1.1c')
    },
  },
])
