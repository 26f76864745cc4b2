import { NEEDED } from './receive.ts'
import { type ClientCheck, TestServer } from './test-server.ts'

export const sentTextChecks: readonly ClientCheck[] = [
  {
    rule: 'llp-1.4',
    title: 'sends letters outside ASCII as UTF-8',
    hint: 'Encode what is typed as UTF-8, and change nothing in it.',
    needs: ['llp-5.2b', 'llp-5.3'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const text = 'grüße, ♥ κόσμε 日本語 👩‍🚀 "quoted" | %s'
      const to = stage.name()
      stage.person.send(to, text)
      await server.composing(to)
      await server.written(text, 'llp-1.4')
    },
  },
  {
    rule: 'llp-1.4',
    variant: 'long',
    title: 'sends a long line completely',
    hint: 'Send all of a line: if send() returns how much it took, send the rest too.',
    needs: ['llp-5.2b', 'llp-5.3'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const { maxLine, maxBody } = stage.options
      const text = 'love '.repeat(Math.floor(Math.min(3000, maxLine, maxBody) / 5) - 1).trimEnd()
      const to = stage.name()
      stage.person.send(to, text)
      await server.composing(to)
      await server.written(text, 'llp-1.4')
    },
  },
]

export const shownTextCheck: ClientCheck = {
  rule: 'llp-1.4',
  variant: 'shown',
  title: 'shows letters outside ASCII',
  hint: 'Decode the input as UTF-8, and show it unchanged.',
  needs: NEEDED,
  async run(stage) {
    const server = await TestServer.user(stage)
    const from = stage.name()
    const text = 'grüße, ♥ κόσμε 日本語 👩‍🚀 "quoted" | %s'
    await server.brings(from, text)
    await stage.person.heard(from, text)
  },
}
