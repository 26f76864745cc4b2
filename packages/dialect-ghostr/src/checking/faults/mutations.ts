import type { Dialect, Fault } from '@parley/contract'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type GhostrFault = Fault<Dialect<Request, Reply, Options>>

/** One read is taken for one object: of several the first, of a part nothing. */
export function oneObject(read: string): string {
  const end = read.indexOf('}{')
  const one = end < 0 ? read : read.slice(0, end + 1)
  return /^\s*\{[\s\S]*\}\s*$/.test(one) ? one : ''
}
