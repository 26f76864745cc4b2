import { request } from 'node:http'
import type { WebSocket } from 'ws'
import { TestWeb } from './testing/test-web.ts'

let web: TestWeb

async function open(...settings: Parameters<typeof TestWeb.open>): Promise<void> {
  web = await TestWeb.open(...settings)
}

afterEach(() => web.close())

/** The status that a WebSocket is answered with: 101 where it is opened. */
function statusOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('error', () => {})
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
  })
}

/** A request with any Host. */
function asked(host: string, path: string): Promise<number> {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port: web.web.port, path, headers: { host } }
    request(options, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).end()
  })
}

describe('the page', () => {
  test('is served with headers that let nothing in from elsewhere', async () => {
    await open()
    const response = await fetch(`${web.origin}/`)
    expect([response.status, await response.text()]).toEqual([
      200,
      '<!doctype html><title>Parley</title>\n',
    ])
    const { headers } = response
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  test('has no other files than its own', async () => {
    await open()
    expect((await fetch(`${web.origin}/page.js`)).status).toBe(200)
    for (const path of ['/package.json', '/..%2fspoken.ts', '/testing', '/__proto__']) {
      expect((await fetch(`${web.origin}${path}`)).status).toBe(404)
    }
  })

  test('says what is wrong where it has not been built', async () => {
    await open({ page: new URL('nothing/', import.meta.url) })
    const response = await fetch(`${web.origin}/`)
    expect([response.status, await response.text()]).toEqual([
      503,
      'The page has not been built: npm run build\n',
    ])
  })

  test('tells everybody what is spoken, and nobody more', async () => {
    await open()
    const response = await fetch(`${web.origin}/api/status`)
    const { port } = web.gateway.listeners[0] ?? { port: 0 }
    expect(await response.json()).toMatchObject({
      version: '1.2.3',
      dialects: [
        { name: 'spoken', host: '127.0.0.1', port, shape: 'in ann, to bob text: a line each' },
      ],
      guests: false,
      operator: false,
      checks: false,
    })
  })
})

describe('a token', () => {
  test('is exchanged for a cookie that no script reads and no other site sends', async () => {
    await open()
    expect(Buffer.from(web.token, 'base64url').length).toBe(16)
    const response = await web.exchange(web.token)
    expect(response.status).toBe(204)
    expect(response.headers.get('set-cookie')).toMatch(
      /^parley_\d+=[\w-]{22}; HttpOnly; SameSite=Strict; Path=\/$/,
    )
    const cookie = await web.cookie()
    const status = await fetch(`${web.origin}/api/status`, { headers: { cookie } })
    expect(await status.json()).toMatchObject({ operator: true })
  })

  test.each([
    ['wrong', { token: 'x' }, {}, 401],
    ['no text', { token: 7 }, {}, 401],
    ['from a page of another site', {}, { origin: 'http://evil.example' }, 403],
    ['from a page that does not say where it is from', {}, { origin: 'null' }, 403],
  ])('is refused where it is %s', async (_, { token }: { token?: unknown }, headers, status) => {
    await open()
    const response = await web.exchange(token ?? web.token, headers)
    expect([response.status, response.headers.get('set-cookie')]).toEqual([status, null])
  })

  test('is not read from a body without end', async () => {
    await open()
    const response = await web.exchange('x'.repeat(5000))
    expect(response.status).toBe(413)
  })
})

describe('who is refused', () => {
  test('a name that was pointed at this address is not ours', async () => {
    await open()
    const { port } = web.web
    expect(await asked(`evil.example:${port}`, '/')).toBe(421)
    expect(await asked(`127.0.0.1:${port + 1}`, '/')).toBe(421)
    expect(await asked(`LOCALHOST:${port}`, '/')).toBe(200)
    const socket = web.socket('/feed', { cookie: await web.cookie(), host: 'evil.example' })
    expect(await statusOf(socket)).toBe(421)
  })

  test.each(['/feed', '/checks', '/join/spoken'])(
    '%s from a page of another site',
    async (path) => {
      await open({ guests: true, runChecks: async () => 'passed' })
      const cookie = await web.cookie()
      expect(await statusOf(web.socket(path, { cookie, origin: 'http://evil.example' }))).toBe(403)
      expect(await statusOf(web.socket(path, { cookie }))).toBe(101)
    },
  )

  test.each(['/feed', '/checks', '/join/spoken'])('%s without a token', async (path) => {
    await open({ runChecks: async () => 'passed' })
    expect(await statusOf(web.socket(path))).toBe(401)
    expect(await statusOf(web.socket(path, { cookie: `parley_${web.web.port}=x` }))).toBe(401)
  })

  test('a guest may join, and see and check nothing', async () => {
    await open({ guests: true, runChecks: async () => 'passed' })
    expect(await statusOf(web.socket('/join/spoken'))).toBe(101)
    expect(await statusOf(web.socket('/feed'))).toBe(401)
    expect(await statusOf(web.socket('/checks'))).toBe(401)
  })

  test('a further address is ours once it is named', async () => {
    await open({ origins: ['https://chat.example.org'] })
    const headers = { origin: 'https://chat.example.org' }
    const response = await web.exchange(web.token, headers)
    expect(response.headers.get('set-cookie')).toMatch(/; Path=\/; Secure$/)
    expect(await asked('chat.example.org', '/')).toBe(200)
  })

  test('there is nothing to check where no checks were given', async () => {
    await open()
    expect(await statusOf(web.socket('/checks', { cookie: await web.cookie() }))).toBe(404)
  })
})

describe('joining', () => {
  test('bytes go both ways, as at a socket', async () => {
    await open({ guests: true })
    const socket = web.socket('/join/spoken')
    await statusOf(socket)
    const heard: string[] = []
    socket.on('message', (data, isBinary) => heard.push(isBinary ? String(data) : 'not binary'))
    const told = async (text: string) => {
      while (!heard.join('').includes(text)) {
        await new Promise<void>((resolve) => socket.once('message', () => resolve()))
      }
    }
    socket.send(Buffer.from('in a'))
    socket.send(Buffer.from('nn\n'))
    await told('ok\n')
    const bob = web.client().send('in bob\nto ann hello\n')
    await bob.expect('ok\nok\n')
    await told('bob: hello\n')
    socket.send(Buffer.from('to bob hi\n'))
    await bob.expect('ann: hi\n')
    const [ann] = web.gateway.open
    expect([ann?.name, ann?.info.peer.address]).toEqual(['ann', '127.0.0.1'])
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.send(Buffer.from('out\n'))
    await closed
  })

  test('no host and no port comes from the browser', async () => {
    await open({ guests: true })
    for (const path of ['/join/', '/join/127.0.0.1:22', '/join/spoken/127.0.0.1']) {
      expect(await statusOf(web.socket(path))).toBe(404)
    }
  })

  test('a message that is too long ends the connection', async () => {
    await open({ guests: true })
    const socket = web.socket('/join/spoken')
    await statusOf(socket)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.send(Buffer.alloc(64 * 1024 + 1, 120))
    expect(await closed).toBe(1009)
  })
})

describe('checks', () => {
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
    const what = { kind: 'check', side: 'server', dialect: 'vu', address: '127.0.0.1:1' }
    const first = next(one)
    one.send(JSON.stringify(what))
    expect(await first).toBe('{"id":"vu-1.1","title":"x","verdict":"passed","kind":"verdict"}')
    const busy = next(other)
    other.send(JSON.stringify(what))
    expect(await busy).toBe('{"kind":"end","outcome":"busy"}')
    const end = next(one)
    finish()
    expect(await end).toBe('{"kind":"end","outcome":"passed"}')
    expect(asked).toEqual([{ side: 'server', dialect: 'vu', address: '127.0.0.1:1' }])
  })

  test('what cannot be checked is said', async () => {
    await open({ runChecks: () => Promise.reject(new Error('127.0.0.1:1: nobody answers')) })
    const socket = web.socket('/checks', { cookie: await web.cookie() })
    await statusOf(socket)
    const end = new Promise((resolve) => socket.once('message', (data) => resolve(String(data))))
    const what = { kind: 'check', side: 'server', dialect: 'vu', address: '127.0.0.1:1' }
    socket.send(JSON.stringify(what))
    expect(await end).toBe(
      '{"kind":"end","outcome":"failed","reason":"127.0.0.1:1: nobody answers"}',
    )
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
})
