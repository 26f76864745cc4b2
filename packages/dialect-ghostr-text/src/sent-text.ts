import { allFrames } from '@parley/framing'
import { requestSplitter } from './parser.ts'

/** The text of the last message among a client's, as it stands there (9.4, 9.5). */
export function sentText(frames: readonly Uint8Array[]): string | undefined {
  const messages = allFrames(requestSplitter(true), frames)
  const last = messages.findLast((one) => 'text' in one)
  return last !== undefined && 'text' in last ? last.text : undefined
}
