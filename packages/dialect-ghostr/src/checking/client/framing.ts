import { NONE } from '@parley/checks'
import { object } from '../server/test-client.ts'
import { checks, NEEDS } from './test-server.ts'

/** So often is tried what a busy machine may spoil. */
const ROUNDS = 3

export const writeChecks = checks(NONE, [
  {
    id: 'ghostr-1.1a',
    title: 'writes nothing after an object',
    hint: 'Write the object and nothing after it.',
    needs: ['ghostr-8.1'],
    login: 'asked',
    async run(server) {
      await server.wire.silent()
    },
  },
  {
    id: 'ghostr-1.1.pieces',
    title: 'writes a request in one segment',
    hint: 'Make the whole object first, then send it with one call.',
    needs: NEEDS,
    async run(server) {
      for (let round = 1; ; round += 1) {
        server.person.list()
        const { alone } = await server.hears('whoelse', 'ghostr-7.2a')
        if (alone) return
        if (round === ROUNDS) {
          if ((await server.wire.rest()).some(({ frame }) => frame.kind === 'line-end')) {
            server.stage.skip('this cannot be seen where line ends stand between the objects')
          }
          server.stage.fail('each request came in several pieces')
        }
        await server.says(object({ action: 'whoelse', reply: ['yoda'] }))
      }
    },
  },
])

export const readChecks = checks(NEEDS, [
  {
    id: 'ghostr-8.2a',
    title: 'reads replies that are cut and joined anywhere',
    hint: 'Keep what one read returns, and take each object as soon as it is whole.',
    segmented: true,
    async run(server) {
      await server.says(
        object({ action: 'receive_message', from: 'yoda', message: 'one } { "grüße' }),
      )
      await server.says(object({ action: 'receive_message', from: 'luke', message: 'three' }))
      await server.person.heard('yoda', 'one } { "grüße')
      await server.person.heard('luke', 'three')
    },
  },
])
