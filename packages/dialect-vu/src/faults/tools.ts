import { Buffer } from 'node:buffer'
import type { Dialect, Fault, Line } from '@parley/contract'
import { type AnyFrame, mangled, serverReads, serverWrites } from '@parley/faulty'
import type { Reply, Request } from '../frames.ts'
import type { Options } from '../options.ts'

export type VuDialect = Dialect<Request, Reply, Options>
export type Wrong = Fault<VuDialect>

/** What is written goes through this. */
export function writes(dialect: VuDialect, change: (line: string) => AnyFrame): VuDialect {
  return serverWrites(dialect, (frame) => [change(String(frame))])
}

/** What one read brings goes through this, as Latin-1. */
export function reads(dialect: VuDialect, change: (text: string) => string): VuDialect {
  return serverReads(dialect, (splitter) =>
    mangled(splitter, (chunk) => {
      const text = change(Buffer.from(chunk).toString('latin1'))
      return text === '' ? [] : [Buffer.from(text, 'latin1')]
    }),
  )
}

/** What is written goes through this, which knows who has logged in on the connection. */
export function writesTo(
  dialect: VuDialect,
  change: (line: string, name: string) => readonly string[],
): VuDialect {
  const names = new WeakMap<Line, string>()
  return serverWrites(dialect, (frame, line) => {
    const text = String(frame)
    if (text.startsWith('HELLO ')) names.set(line, text.slice(6, -1))
    return change(text, names.get(line) ?? '')
  })
}
