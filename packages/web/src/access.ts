import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Of tokens and of what stands in a cookie, in bytes. */
const SECRET = 16

/** Who may ask what: by the Host and the Origin of a request, and by a cookie that the token is exchanged for. */
export class Access {
  /** What an operator opens the page with. */
  readonly token = randomBytes(SECRET).toString('base64url')
  readonly #session = randomBytes(SECRET).toString('base64url')
  #hosts: ReadonlySet<string> = new Set()
  #origins: ReadonlySet<string> = new Set()
  #cookie = 'parley'

  /** `origins`: each address that the page may be opened at, as in `http://127.0.0.1:8400`. */
  allow(origins: readonly string[], port: number): void {
    this.#origins = new Set(origins)
    this.#hosts = new Set(origins.map((origin) => new URL(origin).host))
    this.#cookie = `parley_${port}`
  }

  /** Whether the request names a host of ours: another name may have been pointed at this address. */
  isOurs({ headers }: IncomingMessage): boolean {
    return headers.host !== undefined && this.#hosts.has(headers.host.toLowerCase())
  }

  /** Whether a page of ours has made the request. A browser says where a page is from; others must too. */
  isFromPage({ headers }: IncomingMessage): boolean {
    return headers.origin !== undefined && this.#origins.has(headers.origin.toLowerCase())
  }

  isOperator({ headers }: IncomingMessage): boolean {
    const cookies = (headers.cookie ?? '').split(';').map((one) => one.trim())
    const said = cookies.find((one) => one.startsWith(`${this.#cookie}=`))
    return said !== undefined && isSame(said.slice(this.#cookie.length + 1), this.#session)
  }

  /** The cookie for a token; undefined where it is wrong. */
  exchange(token: string, { headers }: IncomingMessage): string | undefined {
    if (!isSame(token, this.token)) return undefined
    const secure = headers.origin?.startsWith('https:') === true ? '; Secure' : ''
    return `${this.#cookie}=${this.#session}; HttpOnly; SameSite=Strict; Path=/${secure}`
  }
}

/** Takes as long whatever the two have in common. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}
