import { type Dialect, formatAddress } from '@parley/contract'

/** What servers of other protocols begin with, read as Latin-1. */
const strangers = [
  { name: 'HTTP', looks: /^HTTP\/\d/ },
  { name: 'TLS', looks: /^[\x14-\x17]\x03[\x00-\x04]/, hint: 'try with --tls' },
  { name: 'SSH', looks: /^SSH-\d/ },
] as const

/** So many of a server's first bytes are looked at. */
const MOST_LOOKED_AT = 4096

/**
 * Tells what a server is that does not begin as one of the dialect does; undefined where it is not
 * known to be another. The other dialects are loaded only where they are wanted.
 */
export type Recognise = (first: Uint8Array) => Promise<string | undefined> | undefined

export function recogniser(
  { name, looks }: Dialect,
  { host, port }: { readonly host: string; readonly port: number },
  others: () => Promise<readonly Dialect[]>,
): Recognise {
  return (first) => {
    const text = Buffer.from(first.subarray(0, MOST_LOOKED_AT)).toString('latin1')
    if (looks === undefined || looks.server.test(text)) return undefined
    const place = formatAddress(host, port)
    const stranger = strangers.find((one) => one.looks.test(text))
    if (stranger !== undefined) {
      const what = 'hint' in stranger ? stranger.hint : `${place} is another kind of server`
      return Promise.resolve(`This looks like ${stranger.name}, not ${name}: ${what}`)
    }
    return others().then((dialects) => {
      const other = dialects.find((one) => one.name !== name && one.looks?.server.test(text))
      if (other === undefined) return undefined
      return `This looks like ${other.name}, not ${name}: try parley chat ${other.name} ${place}`
    })
  }
}
