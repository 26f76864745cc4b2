import type { Dialect, Fault } from '@parley/contract'
import { type AnyFrame, clientWrites, serverWrites } from '@parley/faulty'
import type { Reply, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

type GhostrDialect = Dialect<Request, Reply, Options>

export type GhostrFault = Fault<GhostrDialect>

export function textOf(frame: AnyFrame): string {
  return typeof frame === 'string' ? frame : new TextDecoder().decode(frame)
}

/** What the server writes is changed as a text. */
export function says(change: (text: string) => string): (dialect: GhostrDialect) => GhostrDialect {
  return (dialect) => serverWrites(dialect, (frame) => [change(textOf(frame))])
}

/** What the client writes is changed as a text. */
export function sends(change: (text: string) => string): (dialect: GhostrDialect) => GhostrDialect {
  return (dialect) => clientWrites(dialect, (frame) => [change(textOf(frame))])
}

/** One read is taken for one object: of several the first, of a part nothing. */
export function oneObject(chunk: Uint8Array): readonly Uint8Array[] {
  const text = new TextDecoder().decode(chunk)
  const end = text.indexOf('}{')
  const one = end < 0 ? text : text.slice(0, end + 1)
  return /^\s*\{[\s\S]*\}\s*$/.test(one) ? [new TextEncoder().encode(one)] : []
}
