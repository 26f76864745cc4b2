import { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import type { Check, ClientStage, ServerStage } from '@parley/contract'
import { clientHarness } from './client-harness.ts'
import { noLineEnd } from './diagnoses.ts'
import type { Findings } from './findings.ts'
import { commandProgram } from './program.ts'
import { runChecks } from './run.ts'
import { checkingOf, type EchoFrame, echoed, greeted } from './testing/echo.ts'
import { answering, echoJob, Hasty, right, tried } from './testing/tried.ts'
import { AdaptiveTimeouts } from './timeouts.ts'

type Server = Check<ServerStage<EchoFrame, object>>

/** Needs nothing, so that it is tried whatever the checks before it came to. */
const free: Server = { ...greeted, variant: 'free' }

/** Two who are connected at the same time. */
const two: Server = {
  ...greeted,
  variant: 'two',
  async run(stage) {
    const one = await stage.connect()
    await one.say('HI ann\n')
    await one.hear('HELLO ann\n')
    const other = await stage.connect()
    await other.say('HI bob\n')
    await other.hear('HELLO bob\n')
  },
}

/** Says something that is refused, and then something else. */
const refused: Server = {
  ...greeted,
  variant: 'refused',
  async run(stage) {
    const wire = await stage.connect()
    await wire.say('HI \n')
    await wire.hear('NO\n')
    await wire.say('HI ann\n')
    await wire.hear('HELLO ann\n')
  },
}

function sayingNo(act: (socket: Socket) => void) {
  return answering((line, socket) => {
    if (line !== 'HI ') return `HELLO ${line.slice(3)}\n`
    act(socket)
    return 'NO\n'
  })
}

/** What was recognised, and of each check its verdict, its cause and what it is blocked by. */
function toldBy({ diagnoses, outcomes }: Findings) {
  return {
    diagnoses: diagnoses.map(({ name, check, what }) => [name, check, what]),
    outcomes: outcomes.map(({ verdict, cause, blockedBy }) => [verdict, cause, blockedBy]),
  }
}

/** The first check that fails has the diagnosis for its reason, and the others were not tried. */
function once(name: string, what: string) {
  return {
    diagnoses: [[name, 'echo-1.1', what]],
    outcomes: [
      ['fail', what, undefined],
      ['skip', what, name],
      ['skip', what, name],
    ],
  }
}

/** Serves a connection only when the one before it has ended. */
function oneByOne() {
  const waiting: Socket[] = []
  const serve = (socket: Socket) => {
    right(socket)
    socket.on('close', () => {
      waiting.shift()
      if (waiting[0] !== undefined) serve(waiting[0])
    })
  }
  return (socket: Socket) => {
    waiting.push(socket)
    if (waiting.length === 1) serve(socket)
  }
}

test('one that speaks HTTP is told that, once, and no check blames its own rule', async () => {
  const http = answering(() => 'HTTP/1.1 400 Bad Request\r\n\r\n')
  expect(toldBy(await tried([greeted, free, echoed], http))).toEqual(
    once('http', 'you speak HTTP: what came begins with HTTP/1.1 400 Bad Request\\r'),
  )
})

test('one that closes each connection at once is told that', async () => {
  const closing = (socket: Socket) => void socket.end()
  expect(toldBy(await tried([greeted, free, echoed], closing))).toEqual(
    once('closes-at-once', 'you close each connection at once: nothing was ever answered'),
  )
})

test('one that closes a connection only when it has read from it does not close it at once', async () => {
  const closing = answering((_line, socket) => {
    socket.destroy()
    return ''
  })
  const { diagnoses, outcomes } = await tried([greeted], closing)
  expect(diagnoses).toEqual([])
  expect(outcomes.map(({ failure }) => failure?.why)).toEqual(['the connection was closed'])
})

test('one that answers only when its connection ends is told that nothing is flushed', async () => {
  const unflushed = (socket: Socket) => {
    let text = ''
    socket.on('data', (bytes) => {
      text += String(bytes).replace(/^HI/, 'HELLO')
    })
    socket.on('end', () => socket.end(text))
  }
  expect(toldBy(await tried([greeted, free, echoed], unflushed))).toEqual(
    once(
      'not-flushed',
      'you do not flush what you send: an answer came only when the connection ended',
    ),
  )
})

test('one that serves one client at a time is told that', async () => {
  const what =
    'you serve one client at a time: the second was answered only when the first had gone'
  const again = { ...two, variant: 'again' }
  const findings = await tried(
    [greeted, two, again, { ...echoed, needs: ['echo-1.1.two'] }],
    oneByOne(),
  )
  expect(toldBy(findings)).toEqual({
    diagnoses: [['one-at-a-time', 'echo-1.1.two', what]],
    outcomes: [
      ['pass', undefined, undefined],
      ['fail', what, undefined],
      ['skip', what, 'one-at-a-time'],
      ['skip', what, 'one-at-a-time'],
    ],
  })
})

test('one that has no answer for a second client, also when it is alone, is told what is wrong with that', async () => {
  let count = 0
  const first = answering(() => {
    count += 1
    return count === 1 ? 'HELLO ann\n' : ''
  })
  const { diagnoses, outcomes } = await tried([two], first)
  expect(diagnoses).toEqual([])
  expect(outcomes.map(({ failure }) => failure?.why)).toEqual(['nothing came in time'])
})

test('one that closes the connection after a refusal is told after which', async () => {
  const closing = sayingNo((socket) => setImmediate(() => socket.end()))
  const what = 'you close the connection after an answer, as after NO\\n'
  expect(
    toldBy(await tried([greeted, refused, { ...refused, variant: 'again' }], closing)),
  ).toEqual({
    diagnoses: [['closes-after-answer', 'echo-1.1.refused', what]],
    outcomes: [
      ['pass', undefined, undefined],
      ['fail', what, undefined],
      ['skip', what, 'closes-after-answer'],
    ],
  })
})

test('one that may close the connection after a refusal has no diagnosis for it', async () => {
  const closing = sayingNo((socket) => setImmediate(() => socket.end()))
  const { diagnoses, outcomes } = await tried([{ ...refused, rule: 'echo-1.2' }], closing)
  expect(diagnoses).toEqual([])
  expect(outcomes.map(({ verdict, cause }) => [verdict, cause])).toEqual([['warn', undefined]])
})

test('a zero byte behind each message is told once, and read past from then on', async () => {
  const zeros = answering((line) => `${line.replace(/^HI/, 'HELLO').replace(/^SAY/, 'SAID')}\n\0`)
  const what = 'you send a zero byte (\\0) behind each message; it is passed over from here on'
  const alone: Server = { ...echoed, needs: [] }
  const wrong: Server = { ...alone, variant: 'wrong', run: async (it) => it.fail('its own fault') }
  const findings = await tried([greeted, { ...alone, variant: 'first' }, alone, wrong], zeros)
  expect(toldBy(findings)).toEqual({
    diagnoses: [['zero-bytes', 'echo-1.2.first', what]],
    outcomes: [
      ['pass', undefined, undefined],
      ['fail', what, undefined],
      ['pass', undefined, undefined],
      ['warn', undefined, undefined],
    ],
  })
})

/** Ends no connection until the program, or the kit, has ended it. */
const listening: Server = {
  ...greeted,
  variant: 'listening',
  async run(stage) {
    const wire = await stage.connect()
    await wire.closes()
    await wire.hear('HELLO ann\n')
  },
}

test('one that floods a connection is told that', async () => {
  const flooding = (socket: Socket) => {
    const block = Buffer.alloc(1 << 20, 'spam\n')
    const more = () => {
      while (!socket.destroyed && socket.write(block));
    }
    socket.on('drain', more).on('error', () => {})
    more()
  }
  const what = 'you write without end on a connection'
  const timeouts = new AdaptiveTimeouts()
  const findings = await tried(
    [listening, { ...listening, variant: 'b' }],
    flooding,
    {},
    { timeouts },
  )
  expect(toldBy(findings)).toEqual({
    diagnoses: [['floods', 'echo-1.1.listening', what]],
    outcomes: [
      ['fail', what, undefined],
      ['skip', what, 'floods'],
    ],
  })
})

/** Writes without end once its client has ended the connection, and answers its lines before. */
function floodingAtEnd(answer: (line: string) => string) {
  const block = Buffer.alloc(1 << 20, 'spam\n')
  const act = answering(answer)
  return (socket: Socket) => {
    const more = () => {
      while (!socket.destroyed && socket.write(block));
    }
    act(socket)
    socket.removeAllListeners('end')
    socket.on('end', () => {
      socket.on('drain', more)
      more()
    })
  }
}

/** Is answered only after its connection has ended. */
const afterEnd: Server = {
  ...greeted,
  variant: 'after-end',
  async run(stage) {
    const wire = await stage.connect()
    wire.end()
    await wire.hear('HELLO ann\n')
  },
}

test('what cannot be seen because of a flood behind the end of a connection costs nothing', async () => {
  const flooding = floodingAtEnd((line) => `HELLO ${line.slice(3)}\n`)
  const needing = { ...free, variant: 'needing', needs: ['echo-1.1.after-end'] }
  const what = 'you go on writing on a connection that the peer has ended'
  const findings = await tried([greeted, afterEnd, needing, free], flooding)
  expect(toldBy(findings)).toEqual({
    diagnoses: [['floods-at-end', 'echo-1.1', what]],
    outcomes: [
      ['pass', undefined, undefined],
      ['skip', what, undefined],
      ['skip', what, undefined],
      ['pass', undefined, undefined],
    ],
  })
  expect(findings.diagnoses.map(({ breaksNothing }) => breaksNothing)).toEqual([true])
})

test('what was wrong before a flood is wrong all the same', async () => {
  const { outcomes } = await tried(
    [greeted],
    floodingAtEnd(() => 'WHAT\n'),
  )
  expect(outcomes.map(({ verdict, failure }) => [verdict, failure?.why])).toEqual([
    ['fail', 'other bytes came'],
  ])
})

/** Is in no haste to begin with, and waits long enough where it is asked to. */
class Short extends AdaptiveTimeouts {
  override get answer(): number {
    return 30
  }

  override get slow(): AdaptiveTimeouts {
    return new AdaptiveTimeouts()
  }
}

test('one whose answers are right but late is told that, and nothing has failed', async () => {
  const slow = (socket: Socket) => {
    const { write } = socket
    right(
      Object.assign(socket, {
        write: (text: string) => void setTimeout(() => write.call(socket, text), 100),
      }),
    )
  }
  const checks = ['one', 'two', 'three'].map((variant) => ({ ...greeted, variant }))
  const findings = await tried(checks, slow, {}, { timeouts: new Short() })
  expect(toldBy(findings)).toEqual({
    diagnoses: [
      [
        'late',
        'echo-1.1.three',
        'what you answer is right but late: it came only when the kit waited longer',
      ],
    ],
    outcomes: checks.map(() => ['pass', undefined, undefined]),
  })
})

const client: Check<ClientStage<EchoFrame, object>> = {
  rule: 'echo-1.1',
  title: 'how it greets',
  hint: 'Say HI.',
  async run(stage) {
    const wire = await stage.start()
    stage.person.login('ann')
    await wire.hear('HI ann\n')
    await wire.say('HELLO ann\n')
    await stage.person.welcomed('ann')
  },
}

async function triedClient(code: string): Promise<Findings> {
  const harness = await clientHarness(echoJob(), checkingOf({ client: [client] }), {
    start: commandProgram([process.execPath, '-e', code], { pty: false }),
    driver: {
      ready: '',
      login: ['{name}'],
      welcome: 'welcome {name}',
      send: [],
      heard: '',
      list: [],
      file: [],
      leave: [],
    },
    place: { host: '127.0.0.1', port: 0 },
    timeouts: new Hasty(),
  })
  try {
    return await runChecks(echoJob(), harness)
  } finally {
    await harness.close()
  }
}

const CONNECT = `const socket = require('node:net').connect(process.argv[2], process.argv[1]); `

test('a client that speaks HTTP is told that', async () => {
  const { diagnoses } = await triedClient(
    `${CONNECT} socket.write('GET /chat HTTP/1.1\\r\\nHost: here\\r\\n\\r\\n')`,
  )
  expect(diagnoses.map(({ name, what }) => [name, what])).toEqual([
    ['http', 'you speak HTTP: what came begins with GET /chat HTTP/1.1\\r'],
  ])
})

test('a client that shows all only at its end is told that it flushes nothing', async () => {
  const { diagnoses, outcomes } = await triedClient(
    `${CONNECT} let out = ''
     process.stdin.on('data', (name) => socket.write('HI ' + name))
     socket.on('data', (text) => { out += String(text).replace('HELLO', 'welcome') })
     socket.on('end', () => { process.stdout.write(out); process.exit(0) })`,
  )
  const what = 'what you show stays in a buffer, and came only when your program ended'
  expect(diagnoses.map((one) => [one.name, one.what])).toEqual([['not-flushed', what]])
  expect(outcomes.map(({ verdict, failure }) => [verdict, failure?.why])).toEqual([['fail', what]])
})

test('what is read past is the cause also where a rule forbids it, with the verdict of that rule', async () => {
  const ended: Server = { ...greeted, rule: 'echo-1.2' }
  const crlf = { name: 'crlf', what: 'ends lines with CRLF', breaks: ['echo-1.2'] }
  const findings = await tried(
    [greeted, free, ended],
    answering((line) => `HELLO ${line.slice(3)}\r\n`),
    {},
    { faults: [{ ...crlf, apply: (dialect) => dialect }] },
  )
  const what = 'you end lines with \\r\\n; they are read as if they ended with \\n from here on'
  expect(toldBy(findings)).toEqual({
    diagnoses: [['crlf', 'echo-1.1', what]],
    outcomes: [
      ['fail', what, undefined],
      ['pass', undefined, undefined],
      ['warn', what, undefined],
    ],
  })
})

test('a client that ends no line is recognised by a check that is about the end of lines alone', () => {
  const head = Buffer.from('HELLO-FROM ann')
  const wire = { said: [], head, tail: head, came: undefined, endedAt: undefined, afterEnd: 0 }
  const seen = {
    ...({ side: 'client', dialect: 'toy', log: [], instead: head, at: undefined } as const),
    ...{ wires: [{ ...wire, over: undefined }], isMust: true, hasAnswered: false },
    ...{ isLate: false, isOnFresh: false, judgedAt: 0 },
    why: 'the end of the message did not come in time',
  }
  expect(noLineEnd({ ...seen, expected: 'a line that ends with \\n alone' })?.name).toBe(
    'no-line-end',
  )
  expect(noLineEnd({ ...seen, expected: 'an object' })).toBeUndefined()
})
