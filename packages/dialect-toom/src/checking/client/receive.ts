import { MOST_PICKLE } from '../../options.ts'
import { dumped } from '../python-pickles.ts'
import { said } from '../texts.ts'
import { checks, LOGIN } from './test-server.ts'

const DATE = '20 Nov 2026 22:55:14'

export const receiveChecks = checks(LOGIN, [
  {
    id: 'toom-1.5c',
    title: 'shows the reply',
    hint: 'Print the body of every reply.',
    needs: ['toom-1.1c'],
    run: (server) => {
      const text = `Message #7 posted at ${DATE}.`
      return server.isShown(['MSGACK', text], [text])
    },
  },
  {
    id: 'toom-1.5c.refused',
    title: 'shows a refusal',
    hint: 'Print the body whatever the type is, F among them.',
    needs: ['toom-1.1c'],
    run: (server) => server.isShown(['F', said.empty], [said.empty]),
  },
  {
    id: 'toom-1.5c.untyped',
    title: 'shows a reply with an empty type',
    hint: 'An empty type is one too: print the body.',
    needs: ['toom-1.1c'],
    run: (server) => server.isShown(['', said.invalid], [said.invalid]),
  },
  {
    id: 'toom-1.5c.lines',
    title: 'shows all lines of a reply',
    hint: 'A body may have several lines, and other letters than those of English: print all of it.',
    needs: ['toom-1.1c'],
    run: (server) => {
      const lines = [`Message #7 posted at ${DATE}.`, '[from olivia] grüßt 😀', '[from steve] you']
      return server.isShown(['MSGACK', lines.join('\n')], lines)
    },
  },
  {
    id: 'toom-1.5c.long',
    title: 'shows all of a reply of 2048 bytes',
    hint: 'Read 2048 bytes at once, not 1024: a reply may have so many.',
    needs: ['toom-1.1c'],
    run: (server) => {
      const name = server.word()
      const frame = dumped(3, 'MSGACK', `\n${name}`).length
      const line = 'Message posted, and so on.'
      const filled = `${line}\n`.repeat(Math.floor((MOST_PICKLE - frame) / (line.length + 1)))
      return server.isShown(['MSGACK', `${filled}${name}`], [name])
    },
  },
  {
    id: 'toom-1.5c.late',
    title: 'shows a late reply',
    hint: 'Wait for the reply, however long it takes, before you ask for the next command.',
    needs: ['toom-1.1c'],
    async run(server) {
      await server.expectPost('hello', 'toom-1.1c')
      await server.stage.pass(1200)
      const text = `Message #7 posted at ${DATE}.`
      await server.send('MSGACK', text)
      await server.person.shows(text)
    },
  },
])
