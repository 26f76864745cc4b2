import { MOST_PICKLE } from '../../options.ts'
import { dumped } from '../python-pickles.ts'
import { said } from '../texts.ts'
import { type ClientCheck, isShown, TestServer } from './test-server.ts'

const DATE = '20 Nov 2026 22:55:14'

export const receiveChecks: readonly ClientCheck[] = [
  {
    rule: 'toom-1.5c',
    title: 'shows the reply',
    hint: 'Print the body of every reply.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    run: (stage) => {
      const text = `Message #7 posted at ${DATE}.`
      return isShown(stage, ['MSGACK', text], [text])
    },
  },
  {
    rule: 'toom-1.5c',
    variant: 'refused',
    title: 'shows a refusal',
    hint: 'Print the body whatever the type is, F among them.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    run: (stage) => isShown(stage, ['F', said.empty], [said.empty]),
  },
  {
    rule: 'toom-1.5c',
    variant: 'untyped',
    title: 'shows a reply with an empty type',
    hint: 'An empty type is one too: print the body.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    run: (stage) => isShown(stage, ['', said.invalid], [said.invalid]),
  },
  {
    rule: 'toom-1.5c',
    variant: 'lines',
    title: 'shows all lines of a reply',
    hint: 'A body may have several lines, and other letters than those of English: print all of it.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    run: (stage) => {
      const lines = [`Message #7 posted at ${DATE}.`, '[from olivia] grüßt 😀', '[from steve] you']
      return isShown(stage, ['MSGACK', lines.join('\n')], lines)
    },
  },
  {
    rule: 'toom-1.5c',
    variant: 'long',
    title: 'shows all of a reply of 2048 bytes',
    hint: 'Read 2048 bytes at once, not 1024: a reply may have so many.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    run: (stage) => {
      const name = stage.name()
      const frame = dumped(3, 'MSGACK', `\n${name}`).length
      const line = 'Message posted, and so on.'
      const filled = `${line}\n`.repeat(Math.floor((MOST_PICKLE - frame) / (line.length + 1)))
      return isShown(stage, ['MSGACK', `${filled}${name}`], [name])
    },
  },
  {
    rule: 'toom-1.5c',
    variant: 'late',
    title: 'shows a late reply',
    hint: 'Wait for the reply, however long it takes, before you ask for the next command.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.1c'],
    async run(stage) {
      const server = await TestServer.logIn(stage)
      await server.expectPost('hello', 'toom-1.1c')
      await stage.pass(1200)
      const text = `Message #7 posted at ${DATE}.`
      await server.send('MSGACK', text)
      await stage.person.shows(text)
    },
  },
]
