import { type ClientCheck, SEND, TestServer } from './test-server.ts'

/** The longest message that a server reads in one go, in bytes. */
const MOST = 1024

export const lengthChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-8.1a',
    title: 'keeps a message within 1024 bytes',
    hint: 'Send no message of more than 1024 bytes: cut the text, or say that it is too long.',
    needs: SEND,
    async run(stage) {
      const { maxObject } = stage.options
      const most = maxObject === 0 ? stage.skip('texts are never cut (maxObject=0)') : maxObject
      const server = await TestServer.user(stage)
      await server.sends('many words '.repeat(Math.max(MOST, most) / 4), ({ bytes }) =>
        bytes.length > most ? { why: `a message has ${bytes.length} bytes` } : undefined,
      )
    },
  },
  {
    rule: 'ghostr-text-8.1a',
    variant: 'whole',
    title: 'sends a text that just fits completely',
    hint: 'Send all of a text that fits: if send() returns how much it took, send the rest too.',
    needs: SEND,
    async run(stage) {
      const server = await TestServer.user(stage)
      await server.writes(stage.name(), 'é日👩 '.repeat(40).trimEnd(), 'ghostr-text-9.4d')
    },
  },
]
