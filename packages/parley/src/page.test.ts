import { Buffer } from 'node:buffer'
import { connect } from 'node:net'
import type { Dialect } from '@parley/contract'
import type { Locator, Page, WebSocketRoute } from 'playwright-core'
import { discoverFullDialects } from './discover.ts'
import { noBrowser } from './testing/browser.ts'
import { LoggedClient } from './testing/logged-client.ts'
import { PageProgram } from './testing/page-program.ts'

const dialects = await discoverFullDialects()
const look = noBrowser === undefined ? test : test.skip
const title = (text: string) => (noBrowser === undefined ? text : `${text} (${noBrowser})`)

let pages: PageProgram
const clients: { readonly socket: { destroy(): void } }[] = []

beforeAll(async () => {
  if (noBrowser === undefined) pages = await PageProgram.open(dialects.map(({ name }) => name))
}, 20_000)

afterAll(async () => {
  for (const { socket } of clients) socket.destroy()
  await pages?.close()
})

afterEach(() => {
  expect(pages?.browser.complaints ?? []).toEqual([])
})

function logged(dialect: Dialect): LoggedClient {
  const made = new LoggedClient(dialect, pages.program.port(dialect.name))
  clients.push(made.client)
  return made
}

/** What the page shows of the first message: the sender's bytes, and each recipient's, in hex. */
async function shownMessage(page: Page) {
  const message = page.locator('.message').first()
  const hexOf = async (frames: Locator) => {
    const cells = await frames.locator('.cells').allTextContents()
    return cells.join('').replaceAll(' ', '')
  }
  const got: string[] = []
  for (const form of await message.locator('.forms .wire > .frames').all()) {
    got.push(await hexOf(form))
  }
  return { said: await hexOf(message.locator('.sender > .frames')), got }
}

const texts = (from: string, to: string) => `pair.${from}.${to}. grüße {alle} 💐`

/** Without the PING by which a client of IRC learns, behind a message, that it was taken; in hexadecimal. */
function withoutPing(sent: string): string {
  const bytes = Buffer.from(sent, 'hex').toString('latin1')
  return Buffer.from(bytes.replace(/(?<=\r\n)PING :p\d+\r\n$/, ''), 'latin1').toString('hex')
}

look(
  title('for all ordered pairs of dialects, the page shows what the sockets of both say'),
  async () => {
    const page = await pages.operator()
    const senders = new Map<Dialect, LoggedClient>()
    const readers = new Map<Dialect, { readonly client: LoggedClient; readonly name: string }>()
    for (const [index, dialect] of dialects.entries()) {
      const letter = String.fromCharCode('a'.charCodeAt(0) + index)
      const sender = logged(dialect)
      const reader = { client: logged(dialect), name: `read${letter}` }
      await sender.client.login(`send${letter}`)
      await reader.client.client.login(reader.name)
      senders.set(dialect, sender)
      readers.set(dialect, reader)
    }
    const [first] = senders.values()
    for (const { client, name } of readers.values()) {
      await first?.client.ask({ kind: 'send', to: name, text: 'so far' })
      await client.client.hear(1)
    }
    let count = 0
    for (const [fromDialect, from] of senders) {
      for (const [toDialect, { client: to, name }] of readers) {
        const heard = to.client.heard.length
        from.take()
        to.take()
        const text = texts(fromDialect.name, toDialect.name)
        await from.client.ask({ kind: 'send', to: name, text })
        const sent = from.take()
        await to.client.hear(heard + 1)
        const read = to.take()
        const wanted = new URLSearchParams({
          text: `pair.${fromDialect.name}.${toDialect.name}.`,
          look: 'hex',
        })
        await pages.go(page, `#/wires?${wanted}`)
        await page.locator('.message .forms .wire .cells').first().waitFor()
        const { said, got } = await shownMessage(page)
        expect([fromDialect.name, toDialect.name, said, got]).toEqual([
          fromDialect.name,
          toDialect.name,
          withoutPing(sent.sent),
          [read.read],
        ])
        count += 1
      }
    }
    expect(count).toBe(dialects.length ** 2)
  },
  60_000,
)

look(
  title('two pages in two dialects talk with a raw socket in a third, whatever view is open'),
  async () => {
    const [raw, ...spoken] = ['llp', 'vu', 'ktn'].map((name) => {
      const found = dialects.find((dialect) => dialect.name === name)
      if (found === undefined) throw new Error(`no ${name}`)
      return found
    })
    if (raw === undefined) throw new Error('no dialect')
    const socket = connect({ host: '127.0.0.1', port: pages.program.port(raw.name) })
    clients.push({ socket })
    let read = ''
    socket.on('data', (bytes) => {
      read += String(bytes)
    })
    socket.write('LOGIN carl\r\n')
    const joined: Page[] = []
    for (const [index, dialect] of spoken.entries()) {
      const page = await pages.operator(index === 0 ? 1280 : 390)
      await pages.go(page, `#/join?dialect=${dialect.name}`)
      const { login, welcome } = dialect.terminal.phrases
      await page.getByRole('button', { name: 'Send' }).waitFor()
      await type(page, login(`page${index}`, 'secret'))
      await page.getByText(welcome(`page${index}`)).waitFor()
      await pages.go(page, '#/lab')
      await page.locator('.lab').waitFor()
      joined.push(page)
    }
    socket.write('BROADCAST\r\ngrüße {alle}\r\nXOXOXO\r\n')
    for (const page of joined) {
      await page.locator('.unseen').waitFor()
      await page.getByRole('link', { name: 'Join' }).click()
      await page.getByText('grüße {alle}').first().waitFor()
    }
    for (const [index, dialect] of spoken.entries()) {
      const page = joined[index]
      if (page === undefined) throw new Error('no page')
      await type(page, dialect.terminal.phrases.send('carl', `from ${dialect.name}`))
      const text = `SENDER: page${index}\n> RECIPIENT: carl\n> from ${dialect.name}\n`
      while (!read.includes(text)) {
        await new Promise<void>((resolve) => socket.once('data', () => resolve()))
      }
    }
    for (const page of joined) await page.close()
  },
  30_000,
)

async function type(page: Page, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    await page.locator('.typing input').first().fill(line)
    await page.getByRole('button', { name: 'Send' }).click()
  }
}

look(
  title('a page that is cut off goes on where it stopped'),
  async () => {
    const page = await pages.browser.page()
    const feeds: WebSocketRoute[] = []
    await page.routeWebSocket(/\/feed$/, (feed) => {
      feed.connectToServer()
      feeds.push(feed)
    })
    await page.goto(pages.url)
    await page.getByText('live ·').waitFor()
    const [dialect] = dialects.filter(({ name }) => name === 'vu')
    if (dialect === undefined) throw new Error('no vu')
    const { client } = logged(dialect)
    await client.login('cutter')
    await pages.go(page, '#/wires?name=cutter&look=text')
    const say = (text: string) => client.ask({ kind: 'broadcast', text })
    await say('said before')
    await page.getByText('SEND * said before').waitFor()
    await feeds[0]?.close()
    await page.getByText('The connection to the gateway is lost').waitFor()
    await say('said meanwhile')
    await page.getByText('live ·').waitFor()
    await say('said after')
    await page.getByText('SEND * said after').waitFor()
    const said = await page.locator('.sender > .frames').allTextContents()
    const texts = ['before', 'meanwhile', 'after'].map((word) => `SEND * said ${word}\\n\n`)
    expect(said).toEqual(texts)
    expect(feeds).toHaveLength(2)
    await page.close()
  },
  20_000,
)

look(
  title(
    'a visitor without the token is shown neither room nor wires, and a guest only how to join',
  ),
  async () => {
    const page = await pages.browser.page()
    const { origin } = new URL(pages.url)
    await page.goto(`${origin}/#/wires`)
    await page.getByText('ends in a key').waitFor()
    expect(await page.getByRole('link').allInnerTexts()).toEqual(['Compare', 'Lab'])
    await page.route('**/api/status', async (route) => {
      const status = await (await route.fetch()).json()
      await route.fulfill({ json: { ...status, guests: true } })
    })
    await page.reload()
    await page.getByText('You are a guest').waitFor()
    expect(await page.getByRole('link').allInnerTexts()).toEqual(['Join'])
    await page.close()
  },
  15_000,
)

look(
  title('a cut in the lab is moved by one key after the other, and taken out by Delete'),
  async () => {
    const page = await pages.operator()
    await pages.go(page, '#/lab')
    const cut = page.getByRole('slider').first()
    const count = await page.getByRole('slider').count()
    const at = Number(await cut.getAttribute('aria-valuenow'))
    await cut.focus()
    const focused = (value: number) => page.locator(`[role=slider][aria-valuenow="${value}"]:focus`)
    for (const value of [at - 1, at - 2]) {
      await page.keyboard.press('ArrowLeft')
      await focused(value).waitFor()
    }
    await page.keyboard.press('Delete')
    await focused(at - 2).waitFor({ state: 'detached' })
    expect(await page.getByRole('slider').count()).toBe(count - 1)
    await page.close()
  },
  15_000,
)

look(
  title('a page whose key is no longer right says so'),
  async () => {
    const page = await pages.browser.page()
    const feeds: WebSocketRoute[] = []
    await page.routeWebSocket(/\/feed$/, (feed) => {
      feed.connectToServer()
      feeds.push(feed)
    })
    await page.goto(pages.url)
    await page.getByText('live ·').waitFor()
    await page.context().clearCookies()
    await feeds[0]?.close()
    await page.getByText('has another key').waitFor()
    await page.close()
  },
  15_000,
)
