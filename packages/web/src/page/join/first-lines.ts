import type { Dialect, Phrases } from '@parley/contract'
import { Conversation, PASSWORD } from '../../compare/conversation.ts'
import { typeable } from '../model/bytes.ts'

/** What is typed for the commonest things, line by line. */
export interface FirstLines {
  readonly login: readonly string[]
  readonly send: readonly string[]
  /** Empty where nothing can be written to everybody. */
  readonly broadcast: readonly string[]
  readonly list: readonly string[]
  readonly leave: readonly string[]
}

/** Who writes what to whom in what is to be typed first. */
export interface Example {
  readonly name: string
  readonly to: string
}

const TEXT = 'hello'

/** Users of the examples, where nobody is called so. */
const names = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'] as const

/** A name that nobody online has, and somebody to write to: online if anybody is but `self`. */
export function exampleOf(online: readonly string[], self: string | undefined): Example {
  const taken = new Set(online.map((one) => one.toLowerCase()))
  const name = names.find((one) => !taken.has(one)) ?? names[0]
  const there = online.find((one) => one !== self && /^\w+$/.test(one))
  return { name, to: there ?? names.find((one) => one !== name && one !== self) ?? names[1] }
}

/** In the terminal of a dialect, by its own phrases. */
export function firstLines(phrases: Phrases, { name, to }: Example): FirstLines {
  const { login, send, broadcast, list, leave } = phrases
  const typed = (lines: readonly string[]) => lines.filter((line) => line !== '')
  return {
    login: typed(login(name, PASSWORD)),
    send: typed(send(to, TEXT)),
    broadcast: typed(broadcast?.(TEXT) ?? []),
    list: typed(list),
    leave: typed(leave),
  }
}

/** What is typed to log in, up to the line with the password: that one only the user can type. */
export function linesBeforePassword({ login }: Phrases, name: string): readonly string[] {
  const lines = login(name, PASSWORD)
  const secret = lines.findIndex((line) => line.includes(PASSWORD))
  return secret < 0 ? lines : lines.slice(0, secret)
}

/** The frames with which a client of the dialect logs in; none where that fails. */
export function loginFrames(dialect: Dialect, name: string): readonly Uint8Array[] {
  try {
    const { writes } = new Conversation().join(dialect, name)
    return writes.flatMap(({ from, bytes }) => (from === 'client' ? [bytes] : []))
  } catch {
    return []
  }
}

/** The same as they can be typed. */
export function firstFrames(dialect: Dialect, name: string): readonly string[] {
  return loginFrames(dialect, name).map(typeable)
}
