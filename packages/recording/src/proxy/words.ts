import type { Fault } from './plan.ts'
import type { Direction } from './triggers.ts'
import type { Unit } from './units.ts'

/** The most bytes of a frame that a line of the log shows. */
const MOST_SHOWN = 40

/** What a fault does, for a plan that is explained: `sends each frame in pieces of 1 byte, 10 ms apart`. */
export function deedOf(fault: Fault): string {
  switch (fault.fault) {
    case 'cut': {
      const gap = `${fault.pause} ms apart`
      if (fault.byte !== undefined) return `sends the bytes in two pieces, ${gap}`
      return `sends a frame in pieces of ${counted(fault.size, 'byte')}, ${gap}`
    }
    case 'join':
      return `sends ${fault.frames} frames as one write, or those that came within ${fault.within} ms`
    case 'delay': {
      const more = fault.jitter > 0 ? ` to ${fault.ms + fault.jitter}` : ''
      return `sends a frame ${fault.ms}${more} ms later, and what follows not before it`
    }
    case 'stall':
      return `reads and sends nothing more${fault.ms === undefined ? '' : ` for ${fault.ms} ms`}`
    case 'reset':
      return 'resets the connection on both sides'
    case 'half-close':
      return 'ends this direction, and discards what is still said'
    case 'drop':
      return 'does not send a frame'
    case 'duplicate':
      return 'sends a frame twice'
    case 'limit':
      return `sends at most ${counted(fault.rate, 'byte')} a second from there on`
  }
}

/** A fault that has struck, in one line: `1.250 s, connection 2, from client, frame 3, drop: LIST\n`. */
export function struckLine(
  fault: Fault,
  { connection, from }: Direction,
  time: number,
  unit: Unit | undefined,
): string {
  const where = [`${(time / 1000).toFixed(3)} s`, `connection ${connection}`, `from ${from}`]
  if (unit?.frame !== undefined) where.push(`frame ${unit.frame}`)
  if (fault.byte !== undefined) where.push(`byte ${fault.byte}`)
  return `${where.join(', ')}, ${fault.fault}${unit === undefined ? '' : `: ${shown(unit.bytes)}`}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** The bytes of ASCII as such, others by their number; of many the beginning. */
function shown(bytes: Uint8Array): string {
  const first = [...bytes.subarray(0, MOST_SHOWN)].map(shownByte).join('')
  const more = bytes.length - MOST_SHOWN
  return more > 0 ? `${first} and ${counted(more, 'byte')} more` : first
}

function shownByte(byte: number): string {
  if (byte === 10) return '\\n'
  if (byte === 13) return '\\r'
  if (byte === 92) return '\\\\'
  if (byte >= 32 && byte < 127) return String.fromCharCode(byte)
  return `\\x${byte.toString(16).padStart(2, '0')}`
}
