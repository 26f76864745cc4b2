import { formatAddress } from '@parley/contract'
import type { DialectInfo } from '../../protocol.ts'
import { counted, thousands } from './words.ts'

/** A longer address is none, in characters. */
const LONGEST = 300

/** What is wrong with an address before it is asked for; undefined where nothing is. */
export function addressTrouble(address: string): string | undefined {
  const text = address.trim()
  if (text === '') return 'Type where the server listens: host:port.'
  if (text.length > LONGEST) {
    return `An address has at most ${LONGEST} characters; this has ${thousands(text.length)}.`
  }
  const blanks = text.match(/\s/g)?.length ?? 0
  if (blanks > 0) return `An address has no blanks; this has ${counted(blanks, 'blank')}.`
  const port = /^(?:.*:)?(\d+)$/.exec(text)?.[1]
  const isPort = port === undefined || (Number(port) >= 1 && Number(port) <= 65_535)
  return isPort ? undefined : 'A port is a number from 1 to 65535.'
}

/** Where a listener of this gateway is reached from the gateway's own machine. */
export function ownAddress({ host, port }: DialectInfo): string {
  if (host === '0.0.0.0' || host === '') return formatAddress('127.0.0.1', port)
  return formatAddress(host === '::' ? '::1' : host, port)
}
