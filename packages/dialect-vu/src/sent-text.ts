import { allFrames, LineSplitter, mapped } from '@parley/framing'
import { parseExtended } from './parser.ts'

/** The text of the last SEND among a client's lines, as it stands there (3.3, 6.1). */
export function sentText(frames: readonly Uint8Array[]): string | undefined {
  const requests = allFrames(mapped(new LineSplitter(), parseExtended), frames)
  const send = requests.findLast(({ kind }) => kind === 'send' || kind === 'speak')
  return send !== undefined && 'text' in send ? send.text : undefined
}
