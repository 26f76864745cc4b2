import { allFrames, mapped, PickleSplitter } from '@parley/framing'
import { parseOriginal, TOO_LONG } from './parser.ts'

/** The text of the last MSG among a client's requests, as it stands there, with `@bob` in front (3.1). */
export function sentText(frames: readonly Uint8Array[]): string | undefined {
  const requests = allFrames(mapped(new PickleSplitter(TOO_LONG), parseOriginal), frames)
  const last = requests.findLast(({ kind }) => kind === 'post')
  return last !== undefined && 'text' in last ? last.text : undefined
}
