import { once } from 'node:events'
import { createServer } from 'node:net'
import { runChecks } from './run.ts'
import { serverTheatre } from './server-side.ts'
import { checkingOf, cut, greeted } from './testing/echo.ts'
import { echoJob, right } from './testing/tried.ts'

test('a server that takes no more connections halfway has failed, and the run goes on', async () => {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    server.close()
    right(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const job = echoJob({ manner: 'reset' })
  const checking = checkingOf({ server: [cut, greeted] })
  const { outcomes } = await runChecks(
    job,
    serverTheatre(job, checking, { host: '127.0.0.1', port }),
  )
  expect(outcomes.map(({ verdict, failure }) => [verdict, failure?.expected])).toEqual([
    ['fail', 'the server takes a connection'],
    ['fail', 'the server takes a connection'],
  ])
})
