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
 * Whether these are the last messages of the stream, and none whose beginning is missing. Before them may be
 * what looks like messages in the rest of the one whose beginning is missing: the end of a line that looks
 * like a line of its own, or lines of a text. Nobody can tell that from their bytes.
 */
export function endOf(missing: Readonly<Record<Side, number>>): Judge {
  return (shown, stream, side) => {
    const { messages, starts, broken, bytes } = stream
    if (broken) return true
    const first = starts.findIndex((start) => start >= missing[side])
    const whole = first < 0 ? 0 : messages.length - first
    const rest = (first < 0 ? bytes.length : (starts[first] ?? 0)) - missing[side]
    for (let count = 0; count <= shown.length; count++) {
      const looksLike = shown.slice(0, count).reduce((sum, { length }) => sum + length, 0)
      if (looksLike > rest) return false
      const end = shown.slice(count)
      if (
        end.length <= whole &&
        isDeepStrictEqual(end, messages.slice(messages.length - end.length))
      )
        return true
    }
    return false
  }
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
