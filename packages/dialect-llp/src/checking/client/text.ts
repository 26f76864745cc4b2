import { NONE } from '@parley/checks'
import { checks, SHOWN } from './test-server.ts'

export const sentTextChecks = checks(NONE, [
  {
    id: 'llp-1.4',
    title: 'sends signs as they were typed',
    hint: 'Change nothing in what is typed.',
    needs: ['llp-5.3'],
    async run(server) {
      const text = 'a "quoted" word | and 100 %s, \\n too'
      const to = server.word()
      server.person.send(to, text)
      await server.composing(to)
      await server.written(text, 'llp-1.4')
    },
  },
  {
    id: 'llp-1.4e',
    title: 'sends letters outside ASCII as UTF-8',
    hint: 'Encode what is typed as UTF-8, and change nothing in it.',
    needs: ['llp-5.3'],
    async run(server) {
      const text = 'grüße, ♥ κόσμε 日本語 👩‍🚀 "quoted" | %s'
      const to = server.word()
      server.person.send(to, text)
      await server.composing(to)
      await server.written(text, 'llp-1.4e')
    },
  },
  {
    id: 'llp-1.4.long',
    title: 'sends a long line completely',
    hint: 'Send all of a line: if send() returns how much it took, send the rest too.',
    needs: ['llp-5.3'],
    async run(server) {
      const { maxLine, maxBody } = server.stage.options
      const text = 'love '.repeat(Math.floor(Math.min(3000, maxLine, maxBody) / 5) - 1).trimEnd()
      const to = server.word()
      server.person.send(to, text)
      await server.composing(to)
      await server.written(text, 'llp-1.4')
    },
  },
])

export const shownTextChecks = checks(SHOWN, [
  {
    id: 'llp-1.4.shown',
    title: 'shows signs unchanged',
    hint: 'Show what has come, and change nothing in it.',
    async run(server) {
      const from = server.word()
      const text = 'a "quoted" word | and 100 %s, \\n too'
      await server.brings(from, text)
      await server.person.heard(from, text)
    },
  },
  {
    id: 'llp-1.4e.shown',
    title: 'shows letters outside ASCII',
    hint: 'Decode the input as UTF-8, and show it unchanged.',
    async run(server) {
      const from = server.word()
      const text = 'grüße, ♥ κόσμε 日本語 👩‍🚀 "quoted" | %s'
      await server.brings(from, text)
      await server.person.heard(from, text)
    },
  },
])
