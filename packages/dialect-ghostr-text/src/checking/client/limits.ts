import { options } from '../../options.ts'
import { checks, SEND } from './test-server.ts'

/** The longest message that a server reads in one go, in bytes. */
const MOST = 1024

export const lengthChecks = checks(SEND, [
  {
    id: 'ghostr-text-8.1a',
    title: 'keeps a message within 1024 bytes',
    hint: 'Send no message of more than 1024 bytes: cut the text, or say that it is too long.',
    login: 'none',
    untried(settings) {
      const { maxObject } = options.parse(settings)
      return maxObject === 0 ? 'texts are never cut (maxObject=0)' : undefined
    },
    async run(server) {
      const most = server.stage.options.maxObject
      await server.enter()
      await server.sends('many words '.repeat(Math.max(MOST, most) / 4), ({ bytes }) =>
        bytes.length > most ? { why: `a message has ${bytes.length} bytes` } : undefined,
      )
    },
  },
  {
    id: 'ghostr-text-8.1a.whole',
    title: 'sends a text that just fits completely',
    hint: 'Send all of a text that fits: if send() returns how much it took, send the rest too.',
    needs: [...SEND, 'ghostr-text-9.4d.text'],
    async run(server) {
      await server.writes(server.word(), 'é日👩 '.repeat(40).trimEnd(), 'ghostr-text-9.4d')
    },
  },
])
