import { said } from '../server/test-client.ts'
import { checks, LOGIN, SHOWN } from './test-server.ts'

export const receiveChecks = checks(LOGIN, [
  {
    id: 'llp-5.5',
    title: 'shows a message',
    hint: 'Read from the server all the time, also while the person types nothing.',
    async run(server) {
      const from = server.word()
      await server.brings(from, 'hello there')
      await server.person.heard(from, 'hello there')
    },
  },
  {
    id: 'llp-5.5.lines',
    title: 'shows all lines of a message',
    hint: 'A message may have many lines, and empty ones: show them all, in their order.',
    needs: SHOWN,
    async run(server) {
      const from = server.word()
      const words = Array.from({ length: 40 }, (_, index) => `word${index}`)
      await server.brings(from, 'first', '', ...words)
      await server.person.heard(from, 'first')
      for (const word of words) await server.person.shows(word)
    },
  },
  {
    id: 'llp-5.5.writing',
    title: 'shows a message that comes while one is typed',
    hint: 'Show a message also between Send Message and the answer, and go on with one’s own.',
    needs: [...SHOWN, 'llp-5.3'],
    async run(server) {
      const [from, to] = [server.word(), server.word()]
      server.person.send(to, 'mine')
      await server.composing(to)
      await server.brings(from, 'yours')
      await server.written('mine')
      await server.person.heard(from, 'yours')
      await server.says(said.delivered)
      await server.goesOn('llp-5.5a')
    },
  },
  {
    id: 'llp-5.5a',
    title: 'shows a message that comes before a reply',
    hint: 'A reply starts with "> OK - " or "> ERROR - " and is not part of a message.',
    needs: [...SHOWN, 'llp-5.3'],
    async run(server) {
      const [from, to] = [server.word(), server.word()]
      server.person.send(to, 'mine')
      await server.asked(`MESSAGE ${to}`)
      await server.brings(from, 'yours')
      await server.person.heard(from, 'yours', 'llp-5.5')
      await server.says(said.compose)
      await server.written('mine', 'llp-5.5a')
      await server.brings(from, 'yours again')
      await server.says(said.delivered)
      await server.person.heard(from, 'yours again', 'llp-5.5')
      await server.goesOn('llp-5.5a')
    },
  },
  {
    id: 'llp-5.5b',
    title: 'shows a text that looks like a reply as text',
    hint: 'Between the sender line and XOXOXO every line is text, even "> OK - Goodbye xoxo".',
    needs: [...SHOWN, 'llp-5.3'],
    async run(server) {
      const from = server.word()
      await server.brings(from, 'look', 'OK - Goodbye xoxo', 'ERROR - Unknown Command.', 'bye now')
      await server.person.heard(from, 'look')
      await server.person.shows('bye now')
      await server.goesOn('llp-5.5b')
    },
  },
])
