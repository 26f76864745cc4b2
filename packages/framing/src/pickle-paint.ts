import { Buffer } from 'node:buffer'
import type { Part } from '@parley/contract'
import { FramePaint } from './frame-paint.ts'
import { operations, widths } from './opcodes.ts'

const LINE_FEED = 10
const recalls: ReadonlySet<number> = new Set([0x67, 0x68, 0x6a])
/** MEMOIZE and the PUTs: the value on top is remembered. */
const remembers: ReadonlySet<number> = new Set([0x94, 0x70, 0x71, 0x72])
/** Opcodes whose operand is no value: PROTO and FRAME. */
const framings: ReadonlySet<number> = new Set([0x80, 0x95])
/** NONE, NEWTRUE and NEWFALSE. */
const constants: ReadonlySet<number> = new Set([0x4e, 0x88, 0x89])

interface Value {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A value of a pickled dictionary with its key. */
export interface PickledMember extends Value {
  readonly key: string
}

/**
 * The parts of a frame that is a pickled dictionary: `paintMember` paints each value. The last opcode is the
 * terminator. It reads also the beginning of a pickle.
 */
export function pickleParts(
  frame: Uint8Array,
  paintMember: (
    member: PickledMember,
    paint: FramePaint,
    text: (key: string) => string | undefined,
  ) => void,
): readonly Part[] {
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)
  const paint = new FramePaint(bytes.length)
  const { values, stop } = valuesOf(bytes)
  const members: PickledMember[] = []
  for (let index = 0; index + 1 < values.length; index += 2) {
    const value = values[index + 1]
    if (value !== undefined) members.push({ ...value, key: values[index]?.text ?? '' })
  }
  const textOf = (key: string) => members.find((one) => one.key === key)?.text
  for (const member of members) paintMember(member, paint, textOf)
  if (stop !== undefined) {
    paint.paint(stop, stop + 1, 'terminator').paint(stop + 1, bytes.length, 'noise')
  }
  return paint.parts
}

/** The values that are put on the stack, keys and values in turn, and where the pickle ends. */
function valuesOf(bytes: Buffer): { readonly values: readonly Value[]; readonly stop?: number } {
  const values: Value[] = []
  const memo: (Value | undefined)[] = []
  let at = 0
  while (at < bytes.length) {
    const opcode = bytes[at] ?? 0
    const operation = operations.get(opcode)
    if (operation === undefined) break
    if (operation.takes === 'stop') return { values, stop: at }
    const from = at + 1
    const { begin, end } = operandOf(bytes, from, operation)
    const value = { from: begin, to: end, text: bytes.toString('utf8', begin, end) }
    if (recalls.has(opcode))
      values.push(memo[indexIn(bytes, from, opcode)] ?? { from, to: from, text: '' })
    else if (remembers.has(opcode)) memo.push(values.at(-1))
    else if (isValue(opcode, operation.takes)) values.push(value)
    at = operation.takes === 'line' ? end + 1 : Math.max(end, from)
  }
  return { values }
}

function isValue(opcode: number, takes: string): boolean {
  if (framings.has(opcode)) return false
  return takes === 'text' || takes === 'number' || takes === 'line' || constants.has(opcode)
}

type Operation = NonNullable<ReturnType<typeof operations.get>>

/** Where the operand begins and ends; that of a text without its length. */
function operandOf(bytes: Buffer, from: number, operation: Operation) {
  switch (operation.takes) {
    case 'number':
      return { begin: from, end: from + widths[operation.width] }
    case 'frame':
      return { begin: from, end: from + widths.u64 }
    case 'text': {
      const begin = from + widths[operation.width]
      const length = begin > bytes.length ? 0 : lengthAt(bytes, from, widths[operation.width])
      return { begin, end: begin + length }
    }
    case 'line': {
      const found = bytes.indexOf(LINE_FEED, from)
      return { begin: from, end: found < 0 ? bytes.length : found }
    }
    case 'nothing':
    case 'stop':
      return { begin: from, end: from }
  }
}

/** Little-endian; a length that no text has where it is too large for a number. */
function lengthAt(bytes: Buffer, at: number, width: number): number {
  return width === widths.u64 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUIntLE(at, width)
}

/** Of what is recalled. */
function indexIn(bytes: Buffer, from: number, opcode: number): number {
  if (opcode === 0x67) return Number.parseInt(bytes.toString('latin1', from), 10)
  return opcode === 0x68
    ? (bytes[from] ?? 0)
    : from + 4 > bytes.length
      ? 0
      : bytes.readUInt32LE(from)
}
