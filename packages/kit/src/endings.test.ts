import type { Socket } from 'node:net'
import type { Check, ServerStage } from '@parley/contract'
import { type EchoFrame, greeted } from './testing/echo.ts'
import { answering, tried } from './testing/tried.ts'

type Server = Check<ServerStage<EchoFrame, object>>

/** Left open by the server. */
const open: Socket[] = []

afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy()
})

test.each([
  ['reset', 'warn', 'a connection was reset'],
  ['open', 'warn', 'a connection stayed open though the kit had closed it'],
  ['writing', 'skip', 'the kit closed a connection on which more data was coming'],
])('that a server leaves a connection %s is told apart', async (how, of, words) => {
  const answer = answering((line) => `HELLO ${line.slice(3)}\n`)
  const findings = await tried([greeted], (socket) => {
    answer(socket)
    socket.removeAllListeners('end')
    if (how === 'writing') socket.on('end', () => socket.write('more\n'))
    if (how === 'reset') socket.on('end', () => socket.resetAndDestroy())
    else open.push(socket)
  })
  const [{ verdict, ending } = {}] = findings.outcomes
  expect([verdict, ending]).toEqual(['pass', { verdict: of, how: words }])
})

test('how a connection ends that the server has to close is not told apart: bytes may be unread there', async () => {
  const closed: Server = {
    ...greeted,
    async run(stage) {
      const wire = await stage.connect()
      await wire.say('HI ann\n')
      await wire.closes()
    },
  }
  const findings = await tried([closed], (socket) => {
    socket.on('data', () => socket.resetAndDestroy())
  })
  expect(findings.outcomes.map(({ verdict, ending }) => [verdict, ending])).toEqual([
    ['pass', { verdict: 'skip', how: 'no connection was left open' }],
  ])
})
