import { Buffer } from 'node:buffer'
import type { Command, Dialect } from '@parley/contract'
import { setting, spoken } from '../../packages/conformance/src/session-pair.ts'
import { hostileTexts } from './hostile.ts'

/** Stands where a hostile text goes. */
const MARK = 'fuzzmark'

const commands: readonly Command[] = [
  { kind: 'login', name: MARK, cap: 0, password: 'falcon*solo' },
  { kind: 'broadcast', text: MARK },
  { kind: 'send', to: 'bob', text: MARK },
  { kind: 'send', to: MARK, text: 'hello' },
  { kind: 'block', name: MARK },
  { kind: 'findPeer', name: MARK },
]

/** Inputs that are tried before all others. */
export interface Seeds {
  readonly count: number
  at(index: number): Buffer
}

/** Each hostile text in each place where the client of a dialect puts a text or a name. */
export function seedsOf(dialect: Dialect): Seeds {
  const templates = commands.flatMap((command) => {
    const bytes = spoken(dialect, setting(dialect), command)
    const from = bytes?.lastIndexOf(MARK) ?? -1
    if (bytes === undefined || from < 0) return []
    return [{ head: bytes.subarray(0, from), tail: bytes.subarray(from + MARK.length) }]
  })
  return {
    count: templates.length * hostileTexts.length,
    at(index) {
      const { head, tail } = templates[index % templates.length] ?? {}
      const text = hostileTexts[Math.floor(index / templates.length)] ?? ''
      return Buffer.concat([head ?? '', text, tail ?? ''].map((part) => Buffer.from(part)))
    },
  }
}

export const noSeeds: Seeds = { count: 0, at: () => Buffer.alloc(0) }
