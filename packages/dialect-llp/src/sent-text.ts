import { allFrames } from '@parley/framing'
import { parseBody } from './composed-body.ts'
import { parseCommand, requestSplitter } from './parser.ts'

/** The text of the last message among a client's lines, as it stands there (3.9, 6.1). */
export function sentText(frames: readonly Uint8Array[]): string | undefined {
  let body: string[] | undefined
  let text: string | undefined
  for (const line of allFrames(requestSplitter(), frames)) {
    if (typeof line !== 'string') continue
    if (body === undefined) {
      const { kind } = parseCommand(line, false)
      if (kind === 'MESSAGE' || kind === 'BROADCAST') body = []
      continue
    }
    const read = parseBody(line)
    if (read.kind === 'text') body.push(read.text)
    else {
      text = [...body, ...(read.last === '' ? [] : [read.last])].join('\n')
      body = undefined
    }
  }
  return text
}
