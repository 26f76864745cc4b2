import { jest } from '@jest/globals'
import { clientHarness, commandProgram, defaultDriver, runChecks } from '@parley/kit'
import { checkingOf } from './check/job.ts'
import { dialectNamed } from './target.ts'
import { dialects, jobOf } from './testing/run-trial.ts'

jest.setTimeout(60_000)

/** A vu client whose protocol is right and whose words are its own; it asks before it connects. */
const program = `
  const { connect } = require('node:net')
  const { createInterface } = require('node:readline')
  const lines = (input, read) => createInterface({ input }).on('line', read)
  let socket
  process.stdout.write('name? ')
  lines(process.stdin, (line) => {
    if (socket === undefined) {
      socket = connect(Number(process.argv[2]), process.argv[1], () => socket.write('HELLO-FROM ' + line + '\\n'))
      lines(socket, (told) => {
        const [, word, rest = ''] = /^(\\S+) ?(.*)$/.exec(told) ?? []
        if (word === 'HELLO') console.log('hi ' + rest)
        if (word === 'LIST-OK') console.log('online: ' + rest)
        if (word === 'DELIVERY') console.log('<' + rest.replace(' ', '> '))
      })
      socket.on('close', () => process.exit(0))
    } else if (line === '/who') socket.write('LIST\\n')
    else if (line === '/quit') socket.end()
    else if (line.startsWith('/msg ')) socket.write('SEND ' + line.slice(5) + '\\n')
  })
`

test('a client with words of its own is held against the protocol', async () => {
  const dialect = dialectNamed(dialects, 'vu')
  const job = jobOf({ dialect, side: 'client', scope: 'core', seed: 5 })
  const harness = await clientHarness(job, await checkingOf(dialect), {
    start: commandProgram([process.execPath, '-e', program], { pty: false }),
    driver: {
      ...defaultDriver(dialect),
      ready: 'name? ',
      login: ['{name}'],
      welcome: 'hi {name}',
      send: ['/msg {to} {text}'],
      heard: '<{from}> {text}',
      list: ['/who'],
      leave: ['/quit'],
    },
    place: { host: '127.0.0.1', port: 0 },
  })
  const { outcomes } = await runChecks(job, harness)
  await harness.close()
  const of = (wanted: string) =>
    outcomes.filter(({ verdict }) => verdict === wanted).map(({ id }) => id)
  expect(
    outcomes.flatMap(({ id, failure }) => (failure === undefined ? [] : [id, failure])),
  ).toEqual([])
  expect(of('pass')).toEqual([
    'vu-1.1',
    'vu-2.1',
    'vu-4.2',
    'vu-1.1c',
    'vu-1.2d',
    'vu-1.2e',
    'vu-1.2d.later',
    'vu-1.2d.half',
    'vu-1.2c',
    'vu-1.2c.letters',
    'vu-1.2c.long',
    'vu-5.2c',
    'vu-4.7',
    'vu-4.7a',
    'vu-4.6c',
    'vu-4.6g',
    'vu-4.6.names',
  ])
  expect(outcomes.find(({ id }) => id === 'vu-4.3')?.reason).toBe(
    'the driver says that this client has texts of its own',
  )
})
