import { request } from 'node:http'
import { statusOf, TestWeb } from './testing/test-web.ts'

let web: TestWeb

async function open(...settings: Parameters<typeof TestWeb.open>): Promise<void> {
  web = await TestWeb.open(...settings)
}

afterEach(() => web.close())

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
