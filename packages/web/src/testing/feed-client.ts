import { WebSocket } from 'ws'
import type { FeedRecord, PageMessage, ServerMessage } from '../protocol.ts'
import type { WebServer } from '../web-server.ts'

/** The page of a gateway: what an operator opens. */
type Page = Pick<WebServer, 'url'>

/** The cookie of an operator. */
export async function cookieOf(web: Page): Promise<string> {
  const { origin, hash } = new URL(web.url)
  const response = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin },
    body: JSON.stringify({ token: hash.slice('#k='.length) }),
  })
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';')
  return cookie
}

/** A WebSocket as a page of ours opens it. */
export function openSocket(
  web: Page,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): WebSocket {
  const { origin, host } = new URL(web.url)
  return new WebSocket(`ws://${host}${path}`, { headers: { origin, ...headers } })
}

/** The feed as an operator has it. */
export async function openFeed(web: Page): Promise<FeedClient> {
  return new FeedClient(openSocket(web, '/feed', { cookie: await cookieOf(web) }))
}

/** What a page does with the feed. */
export class FeedClient {
  readonly socket: WebSocket
  readonly messages: ServerMessage[] = []
  #changed: () => void = () => {}

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data) => {
      this.messages.push(JSON.parse(String(data)))
      this.#changed()
    })
  }

  get records(): readonly FeedRecord[] {
    return this.messages.flatMap((one) => (one.kind === 'records' ? one.records : []))
  }

  get missed(): number {
    return this.messages.reduce((sum, one) => sum + (one.kind === 'gap' ? one.count : 0), 0)
  }

  /** Waits until there is what is looked for. */
  async until<Found>(find: () => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      await new Promise<void>((resolve) => {
        this.#changed = resolve
      })
    }
  }

  hello(): Promise<ServerMessage & { kind: 'hello' }> {
    return this.until(() => this.messages.find((one) => one.kind === 'hello'))
  }

  /** Begins the feed. */
  async resume(after = 0, filter?: PageMessage['filter']): Promise<void> {
    await this.hello()
    const message: PageMessage = {
      kind: 'resume',
      after,
      ...(filter === undefined ? {} : { filter }),
    }
    this.socket.send(JSON.stringify(message))
  }

  /** Waits for a record of that kind; `text`: in its bytes. */
  async record<Kind extends FeedRecord['kind']>(kind: Kind, text = '') {
    return await this.until(() => {
      return this.records.find((one): one is FeedRecord & { kind: Kind } => {
        return one.kind === kind && (!('bytes' in one) || textOf(one.bytes).includes(text))
      })
    })
  }
}

export function textOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}
