import type { Dialect, Phrases } from '@parley/contract'
import { Conversation, PASSWORD } from '../../compare/conversation.ts'
import { typeable } from '../model/bytes.ts'

/** What is typed for the commonest things, line by line. */
export interface FirstLines {
  readonly login: readonly string[]
  readonly send: readonly string[]
  readonly list: readonly string[]
  readonly leave: readonly string[]
}

/** The user and the recipient of the examples. */
export const EXAMPLE = { name: 'alice', to: 'bob', text: 'hello' } as const

/** In the terminal of a dialect, by its own phrases. */
export function firstLines({ login, send, list, leave }: Phrases): FirstLines {
  const { name, to, text } = EXAMPLE
  const typed = (lines: readonly string[]) => lines.filter((line) => line !== '')
  return {
    login: typed(login(name, PASSWORD)),
    send: typed(send(to, text)),
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

/** The frames with which a client of the dialect logs in, as they can be typed; none where that fails. */
export function firstFrames(dialect: Dialect): readonly string[] {
  try {
    const { writes } = new Conversation().join(dialect, EXAMPLE.name)
    return writes.flatMap(({ from, bytes }) => (from === 'client' ? [typeable(bytes)] : []))
  } catch {
    return []
  }
}
