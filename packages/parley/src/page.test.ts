import { connect } from 'node:net'
import type { Dialect } from '@parley/contract'
import type { Locator, Page } from 'playwright-core'
import { discoverFullDialects } from './discover.ts'
import { noBrowser, TestBrowser } from './testing/browser.ts'
import { LoggedClient } from './testing/logged-client.ts'
import { PlayedFeed, saidTo } from './testing/played-feed.ts'
import { Program } from './testing/program.ts'

const dialects = await discoverFullDialects()
const look = noBrowser === undefined ? test : test.skip
const title = (text: string) => (noBrowser === undefined ? text : `${text} (${noBrowser})`)

let program: Program
let browser: TestBrowser
const clients: { readonly socket: { destroy(): void } }[] = []

beforeAll(async () => {
  if (noBrowser !== undefined) return
  const listen = dialects.flatMap(({ name }) => ['--listen', `${name}=0`])
  program = new Program(['serve', ...listen, '--web', '0'])
  browser = await TestBrowser.open()
  await program.says('ready\n')
}, 20_000)

afterAll(async () => {
  for (const { socket } of clients) socket.destroy()
  await browser?.close()
  program?.signal('SIGKILL')
  await program?.done
})

afterEach(() => {
  expect(browser?.complaints ?? []).toEqual([])
})

function pageUrl(): string {
  return /^listening web (\S+)$/m.exec(program.stdout)?.[1] ?? ''
}

/** A page of an operator, whose feed is live. */
async function operator(width?: number, height?: number): Promise<Page> {
  const page = await browser.page(width, height)
  await page.goto(pageUrl())
  await page.getByText('live ·').waitFor()
  return page
}

async function go(page: Page, hash: string): Promise<void> {
  await page.goto(new URL(hash, pageUrl()).href)
}

function logged(dialect: Dialect): LoggedClient {
  const made = new LoggedClient(dialect, program.port(dialect.name))
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

look(
  title('for all ordered pairs of dialects, the page shows what the sockets of both say'),
  async () => {
    const page = await operator()
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
        await go(page, `#/wires?${wanted}`)
        await page.locator('.message .forms .wire .cells').first().waitFor()
        const { said, got } = await shownMessage(page)
        expect([fromDialect.name, toDialect.name, said, got]).toEqual([
          fromDialect.name,
          toDialect.name,
          sent.sent,
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
  title('two pages in two dialects talk with a raw socket in a third'),
  async () => {
    const [raw, ...spoken] = ['llp', 'vu', 'ktn'].map((name) => {
      const found = dialects.find((dialect) => dialect.name === name)
      if (found === undefined) throw new Error(`no ${name}`)
      return found
    })
    if (raw === undefined) throw new Error('no dialect')
    const socket = connect({ host: '127.0.0.1', port: program.port(raw.name) })
    clients.push({ socket })
    let read = ''
    socket.on('data', (bytes) => {
      read += String(bytes)
    })
    socket.write('LOGIN carl\r\n')
    const pages: Page[] = []
    for (const [index, dialect] of spoken.entries()) {
      const page = await operator(index === 0 ? 1280 : 390)
      await go(page, `#/join?dialect=${dialect.name}`)
      const { login, welcome } = dialect.terminal.phrases
      await page.getByRole('button', { name: 'Send' }).waitFor()
      await type(page, login(`page${index}`, 'secret'))
      await page.getByText(welcome(`page${index}`)).waitFor()
      pages.push(page)
    }
    socket.write('BROADCAST\r\ngrüße {alle}\r\nXOXOXO\r\n')
    for (const page of pages) await page.getByText('grüße {alle}').first().waitFor()
    for (const [index, dialect] of spoken.entries()) {
      const page = pages[index]
      if (page === undefined) throw new Error('no page')
      await type(page, dialect.terminal.phrases.send('carl', `from ${dialect.name}`))
      const text = `SENDER: page${index}\n> RECIPIENT: carl\n> from ${dialect.name}\n`
      while (!read.includes(text)) {
        await new Promise<void>((resolve) => socket.once('data', () => resolve()))
      }
    }
    for (const page of pages) await page.close()
  },
  30_000,
)

async function type(page: Page, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    await page.locator('.typing input').first().fill(line)
    await page.getByRole('button', { name: 'Send' }).click()
  }
}

/** What somebody reads: the first message within the view, where it stands, and how many there are. */
interface Seen {
  readonly message: string | undefined
  readonly at: number | undefined
  readonly top: number
  readonly rows: number
}

/** After the browser has drawn what was to be drawn. */
const seen = `new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(look())))
  function look() {
  const scroller = document.querySelector('.scroller')
  const { top } = scroller.getBoundingClientRect()
  const rows = [...document.querySelectorAll('.row')]
  const first = rows.find((row) => row.getBoundingClientRect().bottom > top)
  return {
    message: first?.querySelector('.message').dataset.message,
    at: first?.getBoundingClientRect().top,
    top: scroller.scrollTop,
    rows: rows.length,
  }
  }
})`

look(
  title('of 100,000 messages few are in the document, and what is read does not move'),
  async () => {
    const page = await browser.page()
    const feed = await PlayedFeed.open(page, pageUrl())
    await feed.enter(1, 'one')
    await feed.enter(2, 'two')
    await feed.many(1, 1000)
    await go(page, '#/wires?follow=off')
    const list = page.locator('.scroller')
    await list.waitFor()
    await page.evaluate(
      `document.querySelector('.scroller').scrollTop = document.querySelector('.rows').clientHeight / 2`,
    )
    const before = await settled(page)
    await feed.many(1001, 100_000)
    await page.getByText('100,000 messages').waitFor()
    const after = await settled(page)
    expect(after).toEqual(before)
    expect(after.rows).toBeGreaterThan(0)
    expect(after.rows).toBeLessThan(500)
    await list.focus()
    await page.keyboard.press('End')
    await page.locator('[data-message="100000"]').waitFor()
    expect((await settled(page)).rows).toBeLessThan(500)
    await page.close()
  },
  30_000,
)

/** What is seen once it is the same twice in a row, and there is a message. */
async function settled(page: Page): Promise<Seen> {
  let last = await page.evaluate<Seen>(seen)
  for (;;) {
    const next = await page.evaluate<Seen>(seen)
    const isSame = JSON.stringify(next) === JSON.stringify(last)
    if (isSame && next.message !== undefined) return next
    last = next
  }
}

const hostile = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(2)</script>',
  'javascript:alert(3)',
  '\u202eturned round\u2066',
  'x'.repeat(3000),
  '{{constructor}}&lt;b&gt;&#60;',
]

const state = `({
  injected: document.querySelectorAll('img, script:not([src]), iframe').length,
  overflow: document.documentElement.scrollWidth - innerWidth,
})`

look(
  title('of hostile names and texts nothing runs, and nothing breaks the layout'),
  async () => {
    const page = await browser.page(320)
    const feed = await PlayedFeed.open(page, pageUrl())
    for (const [index, name] of hostile.entries()) {
      for (const connection of [1, 2, 10 + index]) await feed.enter(connection, name)
      await feed.play(
        { kind: 'named', name, connection: 1 },
        ...saidTo(index + 1, name),
        { kind: 'command', name, message: index + 1, ok: false, error: name, connection: 1 },
        { kind: 'closed', reason: name, connection: 10 + index },
      )
    }
    for (const hash of ['#/room', '#/wires?follow=off&select=1.2.3.4.5.6', '#/wires?look=hex']) {
      await go(page, hash)
      await page
        .locator(hash.startsWith('#/room') ? '.people' : '.message')
        .first()
        .waitFor()
      expect([hash, await page.evaluate(state)]).toEqual([hash, { injected: 0, overflow: 0 }])
    }
    await page.close()
  },
  30_000,
)

look(
  title('a visitor without the token is shown neither room nor wires'),
  async () => {
    const page = await browser.page()
    const { origin } = new URL(pageUrl())
    await page.goto(`${origin}/#/wires`)
    await page.getByText('ends in a key').waitFor()
    expect(await page.getByRole('link').allInnerTexts()).toEqual(['Compare', 'Lab'])
    await page.close()
  },
  15_000,
)
