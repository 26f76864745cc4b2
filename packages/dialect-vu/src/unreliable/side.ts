import type { DatagramSide } from '@parley/contract'
import type { Options } from '../options.ts'
import { parseExtended, parseOriginal } from '../parser.ts'
import { type DatagramRequest, DatagramSplitter } from './requests.ts'
import { serveUnreliable } from './session.ts'

/** Section 7: what the lab's unreliable server does, where the options ask for it. */
export function datagrams(options: Options): DatagramSide<DatagramRequest> | undefined {
  if (!options.unreliable) return undefined
  return {
    port: options.unreliablePort,
    splitter: () => new DatagramSplitter(options.strict ? parseOriginal : parseExtended),
    serve: (line) => serveUnreliable(line, options),
  }
}
