import { ClusterError } from './errors.ts'

/** What the client library is told of the brokers. */
interface ServerOptions {
  readonly servers: string[]
  readonly user?: string
  readonly pass?: string
  readonly token?: string
  readonly tls?: Record<string, never>
}

const DEFAULT_PORT = '4222'

/** Reads `nats://[user:password@|token@]host[:port]`, or `tls://…`, several with commas between them. */
export function serverOptions(text: string): ServerOptions {
  const urls = text.split(',').map(urlOf)
  const [first] = urls
  if (first === undefined) throw new ClusterError('no broker is named')
  const servers = urls.map(({ hostname, port }) => `${hostname}:${port || DEFAULT_PORT}`)
  const user = decodeURIComponent(first.username)
  const pass = decodeURIComponent(first.password)
  const tls = first.protocol === 'tls:' ? { tls: {} } : {}
  if (user === '') return { servers, ...tls }
  return pass === '' ? { servers, token: user, ...tls } : { servers, user, pass, ...tls }
}

function urlOf(text: string): URL {
  const trimmed = text.trim()
  try {
    const url = new URL(trimmed)
    if (url.hostname !== '' && ['nats:', 'tls:'].includes(url.protocol)) return url
  } catch {}
  throw new ClusterError(`"${trimmed}" is no broker, as in nats://127.0.0.1:4222`)
}
