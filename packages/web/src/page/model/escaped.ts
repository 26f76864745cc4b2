import { utf8 } from './bytes.ts'
import type { Frame } from './stream.ts'

/**
 * Whether any of the texts stands in the frames in other bytes than those that it has as UTF-8. Lines of a
 * text may stand apart.
 */
export function isEscaped(
  frames: readonly Pick<Frame, 'bytes' | 'parts'>[],
  texts: readonly string[],
): boolean {
  const bodies = frames.flatMap(({ bytes, parts }) => {
    const frame = atob(bytes)
    const written = parts.filter(({ role }) => role === 'body')
    return [frame, written.map(({ from, to }) => frame.slice(from, to)).join('\n')]
  })
  const whole = bodies.join('\n')
  return texts.some((text) => {
    const wanted = binary(utf8(text))
    if (whole.includes(wanted)) return false
    return frames.length < 2 || !wanted.split('\n').every((line) => whole.includes(line))
  })
}

/** One character a byte, as `atob` gives them. */
function binary(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
