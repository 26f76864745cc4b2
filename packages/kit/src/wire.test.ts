import { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import type { Check, ServerStage, Wire } from '@parley/contract'
import { escapeBytes } from './escape-bytes.ts'
import type { EchoFrame } from './testing/echo.ts'
import { tried } from './testing/tried.ts'

type Act = (wire: Wire<EchoFrame>) => Promise<void>

/** What comes of doing this with a server that does that. */
async function outcomeOf(act: (socket: Socket) => void, run: Act) {
  const check: Check<ServerStage<EchoFrame, object>> = {
    rule: 'echo-1.1',
    title: 'a test',
    hint: 'none',
    run: async (stage) => run(await stage.connect()),
  }
  const { outcomes } = await tried([check], act)
  const [outcome] = outcomes
  if (outcome === undefined) throw new Error('nothing came of it')
  return outcome
}

async function why(act: (socket: Socket) => void, run: Act) {
  const { verdict, failure, reason } = await outcomeOf(act, run)
  if (failure === undefined) return reason ?? verdict
  const { came, at } = failure
  return [failure.expected, came && escapeBytes(came), at, failure.why]
}

const says =
  (...pieces: readonly string[]) =>
  (socket: Socket) => {
    for (const piece of pieces) socket.write(piece)
    socket.on('end', () => socket.end())
    socket.resume()
  }

test('hears bytes across frames, and leaves the rest', async () => {
  const result = await why(says('one\ntwo\nthr', 'ee\n'), async (wire) => {
    await wire.hear('one\ntwo\n')
    await wire.hear('three\n')
  })
  expect(result).toBe('pass')
})

test('hears of the first wrong byte', async () => {
  const result = await why(says('one\ntwi\nthree\n'), (wire) => wire.hear('one\ntwo\n'))
  expect(result).toEqual(['one\\ntwo\\n', 'one\\ntwi', 6, 'other bytes came'])
})

test('hears of what never ends', async () => {
  const result = await why(says('one\ntwo'), (wire) => wire.hear('one\ntwo\n'))
  expect(result).toEqual([
    'one\\ntwo\\n',
    'one\\ntwo',
    undefined,
    'the end of the message did not come in time',
  ])
})

test('hears of a close before the end, and does not wait then', async () => {
  const result = await why(
    (socket) => socket.end('on'),
    (wire) => wire.hear('one\n'),
  )
  expect(result).toEqual(['one\\n', 'on', undefined, 'it was closed before the end'])
})

test('finds a frame among others', async () => {
  const result = await why(says('noise\nmore\nwanted\nlast\n'), async (wire) => {
    await wire.find('wanted', (frame) => frame === 'wanted')
    await wire.hear('last\n')
  })
  expect(result).toBe('pass')
})

test('what does not come among others is missed, and they are counted', async () => {
  const find = (wire: Wire<EchoFrame>) => wire.find('wanted', (frame) => frame === 'wanted')
  expect(await why(says('noise\n'), async (wire) => void (await find(wire)))).toEqual([
    'wanted',
    undefined,
    undefined,
    'nothing came in time; one other message was passed over',
  ])
  expect(await why(says('noise\n', 'more\n'), async (wire) => void (await find(wire)))).toEqual([
    'wanted',
    undefined,
    undefined,
    'nothing came in time; 2 others were passed over',
  ])
})

test('what never comes among others that never end is given up', async () => {
  const result = await why(
    (socket) => {
      const timer = setInterval(() => socket.write('noise\n'), 5)
      socket.on('close', () => clearInterval(timer))
      socket.on('end', () => socket.end()).resume()
    },
    async (wire) => void (await wire.find('wanted', (frame) => frame === 'wanted')),
  )
  expect(result).toEqual(['wanted', 'noise\\n', undefined, 'only other messages came'])
})

test('a frame that is meant and wrong fails, with what is wrong', async () => {
  const result = await why(says('noise\nwanted\n'), async (wire) => {
    await wire.find(
      'Wanted',
      (frame) => frame === 'wanted',
      () => ({ why: 'no capital', at: 0 }),
    )
  })
  expect(result).toEqual(['Wanted', 'wanted\\n', 0, 'no capital'])
})

test('all that comes until a silence', async () => {
  const texts: string[] = []
  await outcomeOf(says('one\ntwo\n'), async (wire) => {
    for (const { text } of await wire.rest()) texts.push(text)
    for (const { text } of await wire.rest()) texts.push(text)
  })
  expect(texts).toEqual(['one\n', 'two\n'])
})

test.each([
  ['says nothing', says(), 'pass'],
  ['says something', says('one'), ['nothing', 'one', 0, 'something came']],
  [
    'closes',
    (socket: Socket) => socket.end(),
    [
      'nothing',
      undefined,
      undefined,
      'you close each connection at once: nothing was ever answered',
    ],
  ],
])('silence, of a server that %s', async (_what, act, expected) => {
  expect(
    await why(
      (socket) => void act(socket),
      (wire) => wire.silent(),
    ),
  ).toEqual(expected)
})

test.each([
  ['closes', (socket: Socket) => socket.end('late words\n'), 'pass'],
  ['resets', (socket: Socket) => socket.on('data', () => socket.resetAndDestroy()), 'pass'],
  ['stays', says(), ['the connection is closed', undefined, undefined, 'it stays open']],
])('a close, of a server that %s', async (_what, act, expected) => {
  expect(
    await why(
      (socket) => void act(socket),
      async (wire) => {
        await wire.say('go\n')
        await wire.closes()
      },
    ),
  ).toEqual(expected)
})

test('an answer may come after the kit has ended its side', async () => {
  const result = await why(
    (socket) => {
      socket.on('end', () => socket.end('bye\n')).resume()
    },
    async (wire) => {
      await wire.say('last words\n')
      wire.end()
      await wire.hear('bye\n')
      await wire.closes()
    },
  )
  expect(result).toBe('pass')
})

test('nobody who listens is a failure that says so', async () => {
  const check: Check<ServerStage<EchoFrame, object>> = {
    rule: 'echo-1.1',
    title: 'a crash',
    hint: 'none',
    async run(stage) {
      const wire = await stage.connect()
      await wire.say('die\n')
      await wire.closes()
      await stage.connect().then((again) => again.closes())
    },
  }
  const { outcomes } = await tried([check], (socket) => socket.on('data', () => socket.destroy()))
  expect(outcomes[0]?.verdict).toBe('fail')
})

test('the log tells what went which way, and how it ended', async () => {
  const { log } = await outcomeOf(
    (socket) => {
      socket.on('data', () => socket.write('no\n'))
      socket.on('end', () => socket.end())
    },
    async (wire) => {
      await wire.say('HI\n')
      await wire.hear('yes\n')
    },
  )
  expect(
    log.map(
      (entry) =>
        `${entry.wire} ${entry.kind} ${'bytes' in entry ? escapeBytes(entry.bytes) : entry.text}`,
    ),
  ).toEqual([
    'A sent HI\\n',
    'A came no\\n',
    'A event the kit ended its side',
    'A event the program closed',
  ])
})

test('a server that never falls silent does not keep a check for ever', async () => {
  const chatty = (socket: Socket) => {
    const timer = setInterval(() => socket.write('again\n'), 5)
    socket.on('close', () => clearInterval(timer))
    socket.on('end', () => socket.end())
    socket.resume()
  }
  const { verdict } = await outcomeOf(chatty, async (wire) => {
    await wire.rest()
  })
  expect(verdict).toBe('pass')
})

const MUCH = 16 * 1024 * 1024

test('what comes while nothing is read stays with the program, and is passed over later', async () => {
  let written: 'waits' | 'done' = 'waits'
  const seen: string[] = []
  const server = (socket: Socket) => {
    socket.write('hello\n')
    socket.once('data', () => {
      socket.write(Buffer.alloc(MUCH, 'x\n'), () => {
        written = 'done'
      })
    })
    socket.on('end', () => socket.end())
  }
  const check: Check<ServerStage<EchoFrame, object>> = {
    rule: 'echo-1.1',
    title: 'a test',
    hint: 'none',
    async run(stage) {
      const wire = await stage.connect()
      await wire.hear('hello\n')
      wire.pause()
      await wire.say('more\n')
      await stage.pass(100)
      seen.push(written)
      await wire.passOver()
      seen.push(written, String((await wire.rest()).length))
    },
  }
  const { outcomes } = await tried([check], server)
  expect([outcomes[0]?.verdict, outcomes[0]?.ending.verdict]).toEqual(['pass', 'pass'])
  expect(seen).toEqual(['waits', 'done', '0'])
})

test('a connection that is not read is read at the end of its check', async () => {
  const { verdict, ending } = await outcomeOf(
    (socket) => {
      socket.once('data', () => socket.write(Buffer.alloc(MUCH)))
      socket.on('end', () => socket.end())
    },
    async (wire) => {
      wire.pause()
      await wire.say('more\n')
    },
  )
  expect(verdict).toBe('pass')
  expect(['pass', 'skip']).toContain(ending.verdict)
})
