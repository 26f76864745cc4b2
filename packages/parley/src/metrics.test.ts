import { createServer } from 'node:net'
import { metricsPlace } from './metrics.ts'
import { Program } from './testing/program.ts'
import { refused } from './testing/refused.ts'

const start = ['serve', '--listen', 'vu=0', '--web', 'off', '--data', 'memory'] as const

test.each([
  [{}, undefined],
  [{ metrics: 'off' }, undefined],
  [{ metrics: '9100' }, { host: '127.0.0.1', port: 9100 }],
  [{ metrics: '192.0.2.1' }, { host: '192.0.2.1', port: 9464 }],
  [{ metrics: '[::1]:0' }, { host: '::1', port: 0 }],
])('by %j the metrics are at %j', (settings, place) => {
  expect(metricsPlace({ settings, naming: (path) => path.join('.') })).toEqual(place)
})

test('its line stands before ready, and it is healthy until the gateway ends', async () => {
  const program = new Program([...start, '--metrics', '0'])
  await program.says('ready\n')
  const [, url = ''] = /^listening metrics (\S+)\nready$/m.exec(program.stdout) ?? []
  const metrics = await fetch(url)
  expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(await metrics.text()).toContain('parley_connections{dialect="vu"} 0\n')
  const health = await fetch(new URL('/healthz', url))
  expect([health.status, await health.text()]).toEqual([200, 'ok\n'])
  program.signal('SIGTERM')
  expect((await program.done).status).toBe(0)
})

test('what cannot be a place is refused, and a port that is in use', async () => {
  expect(await refused(...start, '--metrics', 'x:y')).toEqual({
    status: 2,
    stderr: 'parley: --metrics: expected a port from 0 to 65535 in "x:y" (off, or [host:]port)\n',
  })
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const program = new Program([...start, '--metrics', String(port)])
  expect(await program.done).toEqual({
    status: 2,
    stdout: '',
    stderr: `parley: cannot listen for the metrics on 127.0.0.1:${port}: the port is in use\n`,
  })
  other.close()
})
