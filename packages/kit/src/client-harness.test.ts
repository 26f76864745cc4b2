import { once } from 'node:events'
import { mkdtempSync, readdirSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Check, ClientStage } from '@parley/contract'
import { clientHarness } from './client-harness.ts'
import { type Driver, defaultDriver } from './driver.ts'
import type { Findings } from './findings.ts'
import { commandLine, commandProgram, type StartProgram } from './program.ts'
import { runChecks } from './run.ts'
import { whole } from './segmentation.ts'
import { checkingOf, type EchoFrame, echo, greeting } from './testing/echo.ts'
import { echoJob } from './testing/tried.ts'
import { AdaptiveTimeouts } from './timeouts.ts'

/** A client in JavaScript: `typed` is what it does with a line, `told` with one of the server’s. */
function clientThat(typed: string, sent: string): readonly string[] {
  const program = `
    const { connect } = require('node:net')
    const { createInterface } = require('node:readline')
    const socket = connect(Number(process.argv[2]), process.argv[1])
    createInterface({ input: socket }).on('line', (line) => { ${sent} })
    createInterface({ input: process.stdin }).on('line', (line) => { ${typed} })
  `
  return [process.execPath, '-e', program, '{host}', '{port}']
}

const right = clientThat(
  "line === 'BYE' ? (socket.end(), process.stdin.destroy()) : socket.write(line + '\\n')",
  "console.log(line.replace('HELLO', 'welcome'))",
)

/** Half a second is enough for what never comes. */
class Brisk extends AdaptiveTimeouts {
  override get answer(): number {
    return 500
  }

  override get isHasty(): boolean {
    return false
  }
}

type Client = Check<ClientStage<EchoFrame, object>>

async function outcomesOf(
  start: StartProgram,
  checks: readonly Client[],
  more: Partial<Driver> = {},
  parallel = 1,
  folder?: string,
): Promise<Findings> {
  const job = echoJob({ parallel })
  const harness = await clientHarness(job, checkingOf({ client: checks }), {
    start,
    driver: { ...defaultDriver(echo), ...more },
    place: { host: '127.0.0.1', port: 0 },
    folder,
    timeouts: new Brisk(),
  })
  try {
    return await runChecks(job, harness)
  } finally {
    await harness.close()
  }
}

async function outcomeOf(
  start: StartProgram,
  checks: readonly Client[] = [greeting],
  more: Partial<Driver> = {},
) {
  const [outcome] = (await outcomesOf(start, checks, more)).outcomes
  if (outcome === undefined) throw new Error('nothing came of it')
  return outcome
}

test('what to look at where a client does not connect again is for the check to say', async () => {
  const again: Client = {
    ...greeting,
    async run(stage) {
      const wire = await stage.start()
      wire.end()
      await stage.accept()
    },
  }
  const outcome = await outcomeOf(commandProgram(right, { pty: false }), [again])
  expect([outcome.verdict, outcome.hint]).toEqual(['fail', 'Say HI.'])
})

test('a right client passes', async () => {
  const { verdict, reason, failure } = await outcomeOf(commandProgram(right, { pty: false }))
  expect([verdict, reason, failure]).toEqual(['pass', undefined, undefined])
})

test.each([
  [
    'ends lines with CRLF',
    clientThat("socket.write(line + '\\r\\n')", ''),
    'you end lines with \\r\\n; they are read as if they ended with \\n from here on',
    ['You ended a line with CRLF (\\r\\n); here a line ends with \\n alone.'],
  ],
  [
    'forgets the line end',
    clientThat('socket.write(line)', ''),
    'you end no line with \\n: whoever reads lines still waits for the end',
    ['The line end \\n is missing: whoever reads lines still waits for it.'],
  ],
  ['shows nothing', clientThat("socket.write(line + '\\n')", ''), 'nothing was shown', []],
])('one that %s fails', async (_what, words, why, recognised) => {
  const { verdict, failure } = await outcomeOf(commandProgram(words, { pty: false }))
  expect([verdict, failure?.why, failure?.recognised]).toEqual(['fail', why, recognised])
})

test('one that asks for a name before it connects passes, time and again', async () => {
  const program = `
    const { connect } = require('node:net')
    const { createInterface } = require('node:readline')
    let socket
    process.stdout.write('your name? ')
    createInterface({ input: process.stdin }).on('line', (line) => {
      if (line === 'BYE') return socket.end(), process.stdin.destroy()
      socket = connect(Number(process.argv[2]), process.argv[1], () => socket.write('HI ' + line + '\\n'))
      createInterface({ input: socket }).on('line', (told) => console.log(told.replace('HELLO', 'welcome')))
    })
  `
  const words = [process.execPath, '-e', program, '{host}', '{port}']
  const asked = { ready: 'name? ', login: ['{name}'] }
  const { outcomes } = await outcomesOf(
    commandProgram(words, { pty: false }),
    [greeting, { ...greeting, variant: 'again' }],
    asked,
  )
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['pass', 'pass'])
})

test('one that waits for what is typed sees that its server has closed when its user goes', async () => {
  const program = `
    const { connect } = require('node:net')
    const { createInterface } = require('node:readline')
    const socket = connect({ port: Number(process.argv[2]), host: process.argv[1], allowHalfOpen: true })
    createInterface({ input: socket }).on('line', (line) => console.log(line.replace('HELLO', 'welcome')))
    createInterface({ input: process.stdin })
      .on('line', (line) => socket.write(line + '\\n'))
      .on('close', () => socket.end())
  `
  const staying: Client = {
    ...greeting,
    async run(stage) {
      const wire = await stage.start()
      stage.person.login('ann')
      await wire.hear('HI ann\n')
    },
  }
  const words = [process.execPath, '-e', program, '{host}', '{port}']
  const { verdict, ending } = await outcomeOf(commandProgram(words, { pty: false }), [staying])
  expect([verdict, ending]).toEqual([
    'pass',
    { verdict: 'skip', how: 'closed only when its input ended: it was still waiting for a line' },
  ])
})

test('what was said to everybody is looked for as the driver says, or like any other', async () => {
  const announced: Client = {
    ...greeting,
    async run(stage) {
      const wire = await stage.start()
      await wire.say('all: ann: hi\nann: hi\n')
      await stage.person.heardByAll('ann', 'hi')
    },
  }
  const start = commandProgram(right, { pty: false })
  const heard = { heard: 'to me: {from}: {text}' }
  const verdictOf = async (more: Partial<Driver>) =>
    (await outcomeOf(start, [announced], more)).verdict
  expect(await verdictOf({ ...heard, heardByAll: 'all: {from}: {text}' })).toBe('pass')
  expect(await verdictOf({ ...heard, heardByAll: 'everybody: {from}: {text}' })).toBe('fail')
  expect(await verdictOf({ heard: '{from}: {text}' })).toBe('pass')
})

test('several at once have a server each', async () => {
  const ports: number[] = []
  const running = commandProgram(right, { pty: false })
  const start: StartProgram = (place, owner) => {
    ports.push(place.port)
    return running(place, owner)
  }
  const checks = ['one', 'two', 'three'].map((variant) => ({ ...greeting, variant }))
  const { outcomes } = await outcomesOf(start, checks, {}, 3)
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass'])
  expect(new Set(ports).size).toBe(3)
})

test.each([1, 2])('of %i at a time, none is begun once the run was ended', async (parallel) => {
  const harness = await clientHarness(echoJob({ parallel }), checkingOf({ client: [greeting] }), {
    start: commandProgram(right, { pty: false }),
    driver: defaultDriver(echo),
    place: { host: '127.0.0.1', port: 0 },
  })
  const closed = harness.close()
  let begun = 0
  const { timeouts } = harness
  const reader = () => (chunk: Uint8Array) => chunk
  const attempt = {
    id: 'echo-1.1',
    segmentation: whole,
    count: 0,
    timeouts,
    reader,
    forgiven: new Set<string>(),
  }
  void harness.open(attempt).then(() => {
    begun += 1
  })
  await closed
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  other.close()
  await once(other, 'close')
  expect(begun).toBe(0)
})

test('a run that is ended waits for a client that is being ended already', async () => {
  let gone: () => void = () => {}
  const ending = new Promise<void>((resolve) => {
    gone = resolve
  })
  const start: StartProgram = (_place, owner) => ({
    isBlind: false,
    type() {},
    hangUp() {},
    async kill() {
      await ending
      owner.ended(-1)
    },
  })
  const harness = await clientHarness(echoJob(), checkingOf({ client: [greeting] }), {
    start,
    driver: defaultDriver(echo),
    place: { host: '127.0.0.1', port: 0 },
  })
  const { timeouts } = harness
  const reader = () => (chunk: Uint8Array) => chunk
  const attempt = {
    id: 'echo-1.1',
    segmentation: whole,
    count: 0,
    timeouts,
    reader,
    forgiven: new Set<string>(),
  }
  const { stage, close } = await harness.open(attempt)
  const started = stage.start().catch(() => {})
  const closed = close()
  let state = 'running'
  const over = harness.close().then(() => {
    state = 'over'
  })
  await setImmediate()
  expect(state).toBe('running')
  gone()
  await Promise.all([started, closed, over])
  expect(state).toBe('over')
})

test('one that may be typed at only when its server has spoken is not typed at before', async () => {
  const words = clientThat(
    "line === 'BYE' ? (socket.end(), process.stdin.destroy()) : socket.write(line + '\\n')",
    "console.log(line.replace('HELLO', 'welcome').replace('BANNER', 'ready'))",
  )
  const spoken: Client = {
    ...greeting,
    async run(stage) {
      const wire = await stage.start()
      stage.person.login('ann')
      await wire.say('BANNER\n')
      await wire.hear('HI ann\n')
    },
  }
  const silent: Client = {
    ...spoken,
    run: async (stage) => {
      const wire = await stage.start()
      stage.person.login('ann')
      await wire.hear('HI ann\n')
    },
  }
  const start = commandProgram(words, { pty: false })
  expect((await outcomeOf(start, [spoken], { ready: 'ready' })).verdict).toBe('pass')
  const { verdict, log } = await outcomeOf(start, [silent], { ready: 'ready' })
  expect([verdict, log.flatMap((one) => ('text' in one ? one.text : []))]).toEqual([
    'fail',
    expect.arrayContaining(['nothing was typed: expected that the client shows ready']),
  ])
})

test.each([
  [
    'cannot be started',
    ['/no/such/program'],
    /^spawn \/no\/such\/program ENOENT$/m,
    'it could not be started; it printed last: spawn /no/such/program ENOENT',
  ],
  [
    'ends at once',
    [process.execPath, '-e', 'console.log("usage: …")'],
    /^usage: …$/m,
    'exit status 0; it printed last: usage: …',
  ],
])('one that %s says what it said', async (_what, words, output, how) => {
  const { verdict, failure } = await outcomeOf(commandProgram(words, { pty: false }))
  expect([verdict, failure?.expected, failure?.why]).toEqual([
    'fail',
    'the client opens a connection',
    `your client ends before it connects: ${how}`,
  ])
  expect(new TextDecoder().decode(failure?.came)).toMatch(output)
})

test('one that was started by hand is not looked at, but heard', async () => {
  const typed: string[] = []
  const byHand: StartProgram = ({ host, port }, owner) => {
    const socket = connect({ host, port })
    socket.on('error', () => {})
    return {
      isBlind: true,
      type(line) {
        typed.push(line)
        if (line === 'BYE') socket.end()
        else socket.write(`${line}\n`)
      },
      hangUp() {},
      async kill() {
        socket.destroy()
        owner.ended(0)
      },
    }
  }
  expect((await outcomeOf(byHand)).verdict).toBe('pass')
  expect(typed).toEqual([expect.stringMatching(/^HI ann\w{6}$/), 'BYE'])
})

test.each([
  [['client'], ['client', 'h', '7']],
  [
    ['client', '-p', '{port}'],
    ['client', '-p', '7'],
  ],
  [
    ['client', '{host}:{port}', '{port}'],
    ['client', 'h:7', '7'],
  ],
])('%j is started as %j', (words, line) => {
  expect(commandLine(words, { host: 'h', port: 7 })).toEqual(line)
})

test('an IPv6 address beside its port has brackets', () => {
  const words = ['{host}:{port}', '{host}', 'http://{host}:{port}/']
  expect(commandLine(words, { host: '::1', port: 7 })).toEqual([
    '[::1]:7',
    '::1',
    'http://[::1]:7/',
  ])
})

const writing: Client = {
  ...greeting,
  async run(stage) {
    const folder = await stage.folder()
    const wire = await stage.start()
    stage.person.type('escape')
    await stage.person.shows('written')
    const [made] = await folder.made()
    stage.fail(`${made?.path} ${String(made?.bytes.length)} ${String(wire !== undefined)}`)
  },
}

const writer = clientThat(
  "require('node:fs').writeFileSync('../../away.txt', line); console.log('written')",
  '',
)

test('a client is started in a copy of its folder, and what it writes around it is seen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const start = commandProgram(writer, { pty: false })
  const { outcomes } = await outcomesOf(start, [writing], {}, 1, folder)
  expect(outcomes[0]?.failure?.why).toBe('../../away.txt 6 true')
  expect(readdirSync(folder)).toEqual([])
})

test('a check that needs the folder of a client that has none to copy is skipped', async () => {
  const outcome = await outcomeOf(commandProgram(writer, { pty: false }), [writing])
  expect([outcome.verdict, outcome.reason]).toEqual([
    'skip',
    'the kit cannot start this client in a copy of its folder',
  ])
})

async function trialOf(words: readonly string[]): Promise<void> {
  const harness = await clientHarness(echoJob(), checkingOf({ client: [greeting] }), {
    start: commandProgram(words, { pty: false }),
    driver: defaultDriver(echo),
    place: { host: '127.0.0.1', port: 0 },
  })
  await harness.tryStart(10_000).finally(() => harness.close())
}

test('a client that ends before it connects is told from one that connects, or waits for its user', async () => {
  await trialOf(right)
  await trialOf([process.execPath, '-e', "console.log('name?'); process.stdin.resume()"])
  const broken = "process.stderr.write('usage: host port\\n'); process.exit(3)"
  await expect(trialOf([process.execPath, '-e', broken])).rejects.toMatchObject({
    message: 'the client has ended before it connected: exit status 3',
    output: ['usage: host port'],
  })
})
