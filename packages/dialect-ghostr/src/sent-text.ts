import { allFrames, JsonSplitter, mapped } from '@parley/framing'
import { DEEPEST, MOST_REQUEST, options } from './options.ts'
import { requestParser } from './parser.ts'

const asItStands = requestParser(options.parse({ strict: true }))

/** The text of the last message among a client's objects, as it stands there (4.1, 4.3). */
export function sentText(frames: readonly Uint8Array[]): string | undefined {
  const splitter = new JsonSplitter({ bytes: MOST_REQUEST, depth: DEEPEST })
  const requests = allFrames(mapped(splitter, asItStands), frames)
  const last = requests.findLast((one) => one.kind === 'message' || one.kind === 'broadcast')
  return last !== undefined && 'text' in last ? last.text : undefined
}
