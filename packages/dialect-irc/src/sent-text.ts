import { allFrames } from '@parley/framing'
import { options } from './options.ts'
import { requestSplitter } from './parser.ts'

const usual = options.parse({ maxLine: 16_384 })

/** The text of the last PRIVMSG or NOTICE among a client's lines, as it stands there (4.1). */
export function sentText(frames: readonly Uint8Array[]): string | undefined {
  const said = allFrames(requestSplitter(usual), frames).findLast((request) => {
    return request.kind === 'message' && /^(?:PRIVMSG|NOTICE)$/.test(request.command)
  })
  return said?.kind === 'message' ? said.params[1] : undefined
}
