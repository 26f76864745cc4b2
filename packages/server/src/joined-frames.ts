import { Buffer } from 'node:buffer'
import type { Frame } from './outbox-owner.ts'
import { LARGE_TEXT, type SharedEncoding } from './shared-encoding.ts'

/**
 * Many frames as few writes: all that stand between two large texts are joined. A large text is a write
 * of its own, since its bytes are shared with all others that are sent it.
 */
export function joinedFrames(frames: readonly Frame[], encoding: SharedEncoding): readonly Frame[] {
  if (frames.every(isSmallText)) return [joinedTexts(frames)]
  const writes: Frame[] = []
  let from = 0
  for (const [at, frame] of frames.entries()) {
    if (!isLarge(frame)) continue
    if (at > from) writes.push(joined(frames.slice(from, at)))
    writes.push(encoded(frame, encoding))
    from = at + 1
  }
  if (from < frames.length) writes.push(joined(frames.slice(from)))
  return writes
}

/** A large text as bytes, which it shares with all others that are sent it. */
export function encoded(frame: Frame, encoding: SharedEncoding): Frame {
  return typeof frame === 'string' && isLarge(frame) ? encoding.bytesOf(frame) : frame
}

function isLarge(frame: Frame): boolean {
  return frame.length > LARGE_TEXT
}

function isSmallText(frame: Frame): boolean {
  return typeof frame === 'string' && !isLarge(frame)
}

function joined(frames: readonly Frame[]): Frame {
  if (frames.every(isSmallText)) return joinedTexts(frames)
  return Buffer.concat(frames.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)))
}

function joinedTexts(frames: readonly Frame[]): Frame {
  const text = frames.join('')
  return text.length > LARGE_TEXT ? Buffer.from(text) : text
}
