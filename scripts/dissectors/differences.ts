import { isDeepStrictEqual } from 'node:util'
import type { Conversation, ShownMessage, Side, Stream } from './expected-messages.ts'

type Found = ReadonlyMap<string, readonly ShownMessage[]>

/** Whether what was shown of a stream is right. */
export type Judge = (shown: readonly ShownMessage[], stream: Stream, side: Side) => boolean

const sides = ['client', 'server'] as const

/** All messages; behind what the splitter cannot read there may be more. */
export const complete: Judge = (shown, { messages, broken }) => {
  return isDeepStrictEqual(broken ? shown.slice(0, messages.length) : shown, messages)
}

/**
 * Whether these are the last messages of the stream, and none whose beginning is missing. The first one may
 * be the end of a line that looks like a line of its own: nobody can tell that from its bytes.
 */
export function endOf(missing: Readonly<Record<Side, number>>): Judge {
  return (shown, stream, side) => {
    const isEnd = (some: readonly ShownMessage[]) => isEndOf(some, stream, missing[side])
    return stream.broken || isEnd(shown) || isEnd(shown.slice(1))
  }
}

function isEndOf(
  shown: readonly ShownMessage[],
  { messages, starts }: Stream,
  missing: number,
): boolean {
  const at = messages.length - shown.length
  const isWhole = at === messages.length || (starts[at] ?? -1) >= missing
  return isWhole && isDeepStrictEqual(shown, messages.slice(at))
}

/** Says of each stream what tshark has shown instead of what the splitter has found. */
export function differences(
  conversations: readonly Conversation[],
  found: Found,
  judgeOf: (conversation: number) => Judge,
): readonly string[] {
  return conversations.flatMap((conversation, index) =>
    sides.flatMap((side) => {
      const shown = found.get(`${index} ${side}`) ?? []
      const stream = conversation[side]
      return judgeOf(index)(shown, stream, side) ? [] : [described(conversation, side, shown)]
    }),
  )
}

function described(conversation: Conversation, side: Side, shown: readonly ShownMessage[]): string {
  const { messages } = conversation[side]
  const at = messages.findIndex((message, index) => !isDeepStrictEqual(message, shown[index]))
  const place = at < 0 ? messages.length : at
  const [want, got] = [messages[place], shown[place]].map((one) => JSON.stringify(one) ?? 'nothing')
  const counts = `${shown.length} messages instead of ${messages.length}`
  return `${conversation.name}, ${side}: ${counts}; message ${place + 1}: expected ${want}, got ${got}`
}
