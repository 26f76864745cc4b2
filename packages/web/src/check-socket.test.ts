import type { WebSocket } from 'ws'
import { statusOf, TestWeb } from './testing/test-web.ts'

let web: TestWeb

async function open(...settings: Parameters<typeof TestWeb.open>): Promise<void> {
  web = await TestWeb.open(...settings)
}

afterEach(() => web.close())

test('verdicts come as they are found, one run at a time', async () => {
  const asked: unknown[] = []
  let finish: () => void = () => {}
  await open({
    runChecks: async (what, verdict) => {
      asked.push(what)
      verdict({ id: 'vu-1.1', title: 'x', verdict: 'passed' })
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      return 'passed'
    },
  })
  const cookie = await web.cookie()
  const [one, other] = [web.socket('/checks', { cookie }), web.socket('/checks', { cookie })]
  await Promise.all([statusOf(one), statusOf(other)])
  const next = (socket: WebSocket) => {
    return new Promise((resolve) => socket.once('message', (data) => resolve(String(data))))
  }
  const request = { side: 'server', dialect: 'vu', address: '127.0.0.1:1' }
  const what = { kind: 'check', ...request, options: ['maxUsers=16'] }
  const first = next(one)
  one.send(JSON.stringify(what))
  expect(await first).toBe('{"id":"vu-1.1","title":"x","verdict":"passed","kind":"verdict"}')
  const busy = next(other)
  other.send(JSON.stringify(what))
  expect(await busy).toBe('{"kind":"end","outcome":"busy"}')
  const end = next(one)
  finish()
  expect(await end).toBe('{"kind":"end","outcome":"passed"}')
  expect(asked).toEqual([{ ...request, options: ['maxUsers=16'] }])
})

test('what cannot be checked is said', async () => {
  await open({ runChecks: () => Promise.reject(new Error('127.0.0.1:1: nobody answers')) })
  const socket = web.socket('/checks', { cookie: await web.cookie() })
  await statusOf(socket)
  const end = new Promise((resolve) => socket.once('message', (data) => resolve(String(data))))
  const what = { kind: 'check', side: 'server', dialect: 'vu', address: '127.0.0.1:1' }
  socket.send(JSON.stringify(what))
  expect(await end).toBe('{"kind":"end","outcome":"failed","reason":"127.0.0.1:1: nobody answers"}')
})

/** Asks for a run on a new socket; gives the messages that it is sent, one by one. */
async function askedFor(address: string) {
  const socket = web.socket('/checks', { cookie: await web.cookie() })
  const heard: string[] = []
  let more: () => void = () => {}
  socket.on('message', (data) => {
    heard.push(String(data))
    more()
  })
  await statusOf(socket)
  socket.send(JSON.stringify({ kind: 'check', side: 'server', dialect: 'vu', address }))
  const next = async (): Promise<string> => {
    while (heard.length === 0) await new Promise<void>((resolve) => (more = resolve))
    return heard.shift() ?? ''
  }
  return { socket, next }
}

test('a run after one that was stopped begins when that has ended', async () => {
  const asked: string[] = []
  await open({
    runChecks: async ({ address }, verdict, signal) => {
      asked.push(`${address} begins`)
      verdict({ id: address })
      if (address === 'first') await new Promise((done) => signal.addEventListener('abort', done))
      asked.push(`${address} ends`)
      return 'passed'
    },
  })
  const first = await askedFor('first')
  await first.next()
  first.socket.close()
  const second = await askedFor('second')
  expect(await second.next()).toBe('{"id":"second","kind":"verdict"}')
  expect(asked).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
})

test('an address that is too long is told to be so', async () => {
  await open({ runChecks: async () => 'passed' })
  const { next } = await askedFor('1'.repeat(301))
  expect(await next()).toBe(
    '{"kind":"end","outcome":"failed","reason":"an address has at most 300 characters"}',
  )
})

test.each([
  ['no list', 'maxUsers=16'],
  ['no texts', [16]],
  ['too many', Array.from({ length: 21 }, () => 'a=1')],
  ['one that is too long', ['1'.repeat(301)]],
])('options that are %s are not understood', async (_what, options) => {
  await open({ runChecks: async () => 'passed' })
  const socket = web.socket('/checks', { cookie: await web.cookie() })
  await statusOf(socket)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const what = { kind: 'check', side: 'server', dialect: 'vu', address: '127.0.0.1:1' }
  socket.send(JSON.stringify({ ...what, options }))
  expect(await closed).toBe(1007)
})

test('connections of a run are marked in the feed, others are not', async () => {
  let finish: () => void = () => {}
  await open({
    runChecks: async (_, verdict, __, dialled) => {
      const { socket } = web.client().send('in kit\n')
      socket.once('connect', () => dialled({ address: '127.0.0.1', port: socket.localPort ?? 0 }))
      await new Promise((resolve) => socket.once('data', resolve))
      verdict({})
      await new Promise<void>((resolve) => (finish = resolve))
      return 'passed'
    },
  })
  const feed = await web.feed()
  await feed.resume()
  const run = await askedFor('own')
  await run.next()
  const later = await web.feed()
  expect((await later.hello()).connections.map(({ check }) => check)).toEqual([true])
  finish()
  await run.next()
  await web.client().send('in ann\n').expect('ok\n')
  const opened = await feed.until(() => {
    const found = feed.records.flatMap((one) => (one.kind === 'opened' ? [one.check] : []))
    return found.length === 2 ? found : undefined
  })
  expect(opened).toEqual([true, undefined])
})
