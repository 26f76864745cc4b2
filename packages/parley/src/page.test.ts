import { connect } from 'node:net'
import type { Dialect } from '@parley/contract'
import type { Page } from 'playwright-core'
import { discoverFullDialects } from './discover.ts'
import { noBrowser, TestBrowser } from './testing/browser.ts'
import { SocketClient } from './testing/client.ts'
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
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
}

/** Everything that goes over one client's wire, noted by the client itself. */
class LoggedClient {
  readonly client: SocketClient
  #sent: Buffer[] = []
  #read: Buffer[] = []

  constructor(dialect: Dialect) {
    const options = dialect.options.parse({})
    this.client = new SocketClient(dialect, options, program.port(dialect.name), (bytes) => {
      this.#sent.push(bytes)
      return [bytes]
    })
    this.client.socket.on('data', (bytes) => this.#read.push(bytes))
    clients.push(this.client)
  }

  /** What was sent and read since this was asked last, in hex. */
  take(): { readonly sent: string; readonly read: string } {
    const taken = {
      sent: Buffer.concat(this.#sent).toString('hex'),
      read: Buffer.concat(this.#read).toString('hex'),
    }
    this.#sent = []
    this.#read = []
    return taken
  }
}

/** What the page shows of the first message: the sender's bytes, and each recipient's, in hex. */
function shownMessage(page: Page) {
  return page.evaluate(() => {
    const hexOf = (root: Element | null | undefined) => {
      const cells = [...(root?.querySelectorAll('.cells') ?? [])]
      return cells.map(({ textContent }) => textContent.replaceAll(' ', '')).join('')
    }
    const sender = document.querySelector('.message .sender > .frames')
    const forms = [...document.querySelectorAll('.message .forms .wire > .frames')]
    return { said: hexOf(sender), got: forms.map(hexOf) }
  })
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
      const sender = new LoggedClient(dialect)
      const reader = { client: new LoggedClient(dialect), name: `read${letter}` }
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
