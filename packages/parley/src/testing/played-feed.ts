import type { FeedEvent, ServerMessage } from '@parley/web'
import type { Page } from 'playwright-core'

/** What happens at a connection. */
export type Played = FeedEvent & { readonly connection: number }

/** In the page: a feed that says what it is told to, in the place of the gateway's. */
const script = `
class PlayedSocket extends EventTarget {
  readyState = 1
  constructor() {
    super()
    globalThis.played = this
    setTimeout(() => this.onopen())
  }
  send() {}
  close() {}
  say(message) {
    this.onmessage({ data: message })
  }
  many(from, to, first) {
    let sequence = first
    const frame = (text, message) => ({ bytes: btoa(text), parts: [{ from: 0, to: text.length, role: 'body' }], message })
    for (let at = from; at <= to; at += 1000) {
      const records = []
      for (let id = at; id <= Math.min(to, at + 999); id++) {
        const common = { time: 1, connection: 1 }
        records.push({ ...common, sequence: sequence++, kind: 'frame-in', ...frame('SEND two ' + id + '\\n', id) })
        records.push({ ...common, sequence: sequence++, connection: 2, kind: 'frame-out', ...frame('DELIVERY one ' + id + '\\n', id) })
      }
      this.say(JSON.stringify({ kind: 'records', records }))
    }
    return sequence
  }
}
globalThis.WebSocket = PlayedSocket
`

/** A page whose feed is played by the test. */
export class PlayedFeed {
  readonly page: Page
  #sequence = 1

  private constructor(page: Page) {
    this.page = page
  }

  /** Opens the page of an operator at that address. */
  static async open(page: Page, url: string): Promise<PlayedFeed> {
    await page.addInitScript({ content: script })
    await page.goto(url)
    while (!(await page.evaluate<boolean>('Boolean(globalThis.played?.onmessage)')));
    const feed = new PlayedFeed(page)
    await feed.#say({
      ...{ kind: 'hello', version: '1', sequence: 0, oldest: 1, addresses: [] },
      ...{ former: [], kept: { times: [], bytes: 0 } },
      ...{ connections: [], dialects: [{ name: 'vu', host: '127.0.0.1', port: 1, shape: 'x' }] },
    })
    return feed
  }

  async play(...events: readonly Played[]): Promise<void> {
    const records = events.map((event) => {
      return { ...event, sequence: this.#sequence++, time: Date.now() }
    })
    await this.#say({ kind: 'records', records })
  }

  /** Somebody connects and logs in. */
  async enter(connection: number, name: string): Promise<void> {
    const place = { address: '127.0.0.1', port: connection }
    await this.play(
      { kind: 'opened', dialect: 'vu', ...place, connection },
      { kind: 'named', name, connection },
    )
  }

  /** The messages with these ids, from connection 1 to connection 2. */
  async many(from: number, to: number): Promise<void> {
    const next = `globalThis.played.many(${from}, ${to}, ${this.#sequence})`
    this.#sequence = await this.page.evaluate<number>(next)
  }

  async #say(message: ServerMessage): Promise<void> {
    const text = JSON.stringify(JSON.stringify(message))
    await this.page.evaluate(`globalThis.played.say(${text})`)
  }
}

/** One message from connection 1 to connection 2. */
export function saidTo(message: number, text: string): readonly Played[] {
  const frame = (said: string) => {
    const bytes = Buffer.from(said)
    const parts = [{ from: 0, to: bytes.length, role: 'body' }] as const
    return { bytes: bytes.toString('base64'), parts, message }
  }
  return [
    { kind: 'frame-in', connection: 1, ...frame(`SEND two ${text}\n`) },
    { kind: 'frame-out', connection: 2, ...frame(`DELIVERY one ${text}\n`) },
  ]
}
