import { Buffer } from 'node:buffer'
import type { Part } from '@parley/contract'
import { type FramePaint, type PickledMember, pickleParts } from '@parley/framing'

/** Requests whose body is, or ends in, a text of a user (3.1, 3.3). */
const texts: ReadonlySet<string> = new Set(['MSG', 'EDT'])

const SPACE = 32

/** A pickle of either side: `type` and `body`. In a login the body is a name and a password (2.2). */
export function annotate(frame: Uint8Array, sentBy: 'client' | 'server'): readonly Part[] {
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)
  return pickleParts(frame, (member, paint, text) => {
    const { key, from, to } = member
    if (key === 'type') paint.paint(from, to, 'verb')
    else if (key === 'body' && sentBy === 'server') paint.paint(from, to, 'body')
    else if (key === 'body') paintBody(bytes, member, paint, text('type'))
  })
}

/** Where the type has not come yet, the body may be that of a login. */
function paintBody(bytes: Buffer, { from, to }: PickledMember, paint: FramePaint, type?: string) {
  if (type === undefined || type === 'LOGIN') {
    const blank = bytes.subarray(from, to).indexOf(SPACE)
    const end = blank < 0 ? to : from + blank
    paint.paint(from, end, 'name').paint(end + 1, to, 'secret')
  } else paint.paint(from, to, texts.has(type) ? 'body' : 'field')
}
