/** The opcodes of pickles that are read, with what follows each; the grammar is in pickles.ts. */
import type { PickledScalar, Unpickling } from './unpickling.ts'

/** A number behind an opcode. */
export type Width = 'u8' | 'u16' | 'u32' | 'u64' | 'i32'

export type WithNumber = (unpickling: Unpickling, value: number) => boolean
export type WithLine = (unpickling: Unpickling, line: string) => boolean

/** What an opcode is followed by, and what it does; whether it can be done. */
export type Operation =
  | { readonly takes: 'nothing'; readonly run: (unpickling: Unpickling) => boolean }
  | { readonly takes: 'number'; readonly width: Width; readonly run: WithNumber }
  | { readonly takes: 'text'; readonly width: Width }
  | { readonly takes: 'line'; readonly run: WithLine }
  | { readonly takes: 'frame' }
  | { readonly takes: 'stop' }

/** The latest protocol; of each later one the opcodes are not known. */
const LATEST = 5

export const operations: ReadonlyMap<number, Operation> = new Map<number, Operation>([
  [0x80, { takes: 'number', width: 'u8', run: (_, protocol) => protocol <= LATEST }],
  [0x95, { takes: 'frame' }],
  [0x7d, { takes: 'nothing', run: (unpickling) => unpickling.emptyDict() }],
  [0x28, { takes: 'nothing', run: (unpickling) => unpickling.mark() }],
  [0x64, { takes: 'nothing', run: (unpickling) => unpickling.dict() }],
  [0x73, { takes: 'nothing', run: (unpickling) => unpickling.setItem() }],
  [0x75, { takes: 'nothing', run: (unpickling) => unpickling.setItems() }],
  [0x94, { takes: 'nothing', run: (unpickling) => unpickling.memoize() }],
  [0x71, { takes: 'number', width: 'u8', run: remember }],
  [0x72, { takes: 'number', width: 'u32', run: remember }],
  [0x70, { takes: 'line', run: (unpickling, line) => remember(unpickling, indexIn(line)) }],
  [0x68, { takes: 'number', width: 'u8', run: recall }],
  [0x6a, { takes: 'number', width: 'u32', run: recall }],
  [0x67, { takes: 'line', run: (unpickling, line) => recall(unpickling, indexIn(line)) }],
  [0x8c, { takes: 'text', width: 'u8' }],
  [0x58, { takes: 'text', width: 'u32' }],
  [0x8d, { takes: 'text', width: 'u64' }],
  [0x56, { takes: 'line', run: (unpickling, line) => pushSome(unpickling, unescaped(line)) }],
  [0x4b, { takes: 'number', width: 'u8', run: pushSome }],
  [0x4d, { takes: 'number', width: 'u16', run: pushSome }],
  [0x4a, { takes: 'number', width: 'i32', run: pushSome }],
  [0x49, { takes: 'line', run: (unpickling, line) => pushSome(unpickling, integerIn(line)) }],
  [0x4e, { takes: 'nothing', run: (unpickling) => unpickling.push(null) }],
  [0x88, { takes: 'nothing', run: (unpickling) => unpickling.push(true) }],
  [0x89, { takes: 'nothing', run: (unpickling) => unpickling.push(false) }],
  [0x2e, { takes: 'stop' }],
])

/** In bytes. */
export const widths = { u8: 1, u16: 2, u32: 4, u64: 8, i32: 4 } as const satisfies Record<
  Width,
  number
>

function remember(unpickling: Unpickling, index: number | undefined): boolean {
  return index !== undefined && unpickling.remember(index)
}

function recall(unpickling: Unpickling, index: number | undefined): boolean {
  return index !== undefined && unpickling.recall(index)
}

function pushSome(unpickling: Unpickling, value: PickledScalar | undefined): boolean {
  return value !== undefined && unpickling.push(value)
}

function indexIn(line: string): number | undefined {
  return /^\d{1,9}$/.test(line) ? Number(line) : undefined
}

function integerIn(line: string): number | boolean | undefined {
  if (line === '01') return true
  if (line === '00') return false
  return /^-?\d{1,15}$/.test(line) ? Number(line) : undefined
}

/** `\` and whatever follows it; as in Python, a backslash that is itself escaped stands for two. */
const escapes = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S])?)/g

/** raw-unicode-escape: other bytes are ISO 8859-1. Undefined where an escape is wrong. */
function unescaped(line: string): string | undefined {
  let wrong = false
  const text = line.replace(escapes, (whole, short?: string, long?: string, other?: string) => {
    const code = Number.parseInt(short ?? long ?? '0', 16)
    wrong ||= other === 'u' || other === 'U' || code > 0x10ffff
    return short === undefined && long === undefined
      ? whole
      : String.fromCodePoint(wrong ? 0 : code)
  })
  return wrong || !text.isWellFormed() ? undefined : text
}
