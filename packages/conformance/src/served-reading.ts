import type { Buffer } from 'node:buffer'
import { NEED_MORE } from '@parley/contract'
import { JsonSplitter } from '@parley/framing'
import { canonical } from './notation.ts'

/** What any reader finds in a server's bytes without knowing the protocol: lines, or JSON objects. */
export type Reading =
  | {
      readonly form: 'lines'
      readonly heads: readonly string[]
      readonly others: readonly string[]
    }
  | { readonly form: 'objects'; readonly shapes: readonly string[]; readonly texts: Texts }

/** What stands around the text of a message, by the path of its string in an object. */
type Texts = ReadonlyMap<string, { readonly before: string; readonly behind: string }>

const lineBreak = /\r\n|[\n\r]/

/** How a message whose text is `mark` is written; undefined where it is in neither lines nor objects. */
export function readingOf(written: Buffer, mark: string): Reading | undefined {
  const text = written.toString()
  const objects = objectsIn(written)
  if (objects !== undefined) {
    const texts: Texts = new Map(objects.flatMap((one) => textsIn(one, mark, '')))
    if (texts.size === 0) return undefined
    return { form: 'objects', texts, shapes: objects.map((one) => shapeOf(one, texts)) }
  }
  if (!/[\n\r]$/.test(text)) return undefined
  const lines = linesIn(text)
  const heads = lines.filter((line) => line.includes(mark))
  if (heads.length === 0) return undefined
  return {
    form: 'lines',
    heads: heads.map((line) => line.slice(0, line.indexOf(mark))),
    others: lines.filter((line) => !line.includes(mark)),
  }
}

/**
 * What a reader finds that is not of the message: a line that neither begins as one of its lines nor
 * stands around them, or an object that differs in more than the text. Undefined where there is none.
 */
export function foreignIn(written: Buffer, reading: Reading): string | undefined {
  if (reading.form === 'lines') {
    const { heads, others } = reading
    return linesIn(written.toString()).find(
      (line) => !others.includes(line) && !heads.some((head) => line.startsWith(head)),
    )
  }
  const objects = objectsIn(written)
  if (objects === undefined) return written.toString()
  const { shapes, texts } = reading
  const foreign = objects.find((one) => !shapes.includes(shapeOf(one, texts)))
  return foreign === undefined ? undefined : canonical(foreign)
}

/** The text of a message that would be read as `other`, if the heads of its lines did not stand before it. */
export function disguised(other: Buffer, reading: Reading): string {
  const lines = linesIn(other.toString())
  if (reading.form === 'objects') return other.toString()
  return [...reading.others, ...lines].map((line) => withoutHead(line, reading.heads)).join('\n')
}

/** Whether a reader finds all of another message where a line begins. */
export function contains(written: Buffer, other: Buffer): boolean {
  return other.length > 0 && `\n${written}`.includes(`\n${other}`)
}

function withoutHead(line: string, heads: readonly string[]): string {
  const head = heads.find((one) => line.startsWith(one)) ?? ''
  return line.slice(head.length)
}

function linesIn(text: string): readonly string[] {
  const lines = text.split(lineBreak)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function textsIn(
  value: unknown,
  mark: string,
  path: string,
): readonly [string, { readonly before: string; readonly behind: string }][] {
  if (typeof value === 'string') {
    const at = value.indexOf(mark)
    if (at < 0) return []
    return [[path, { before: value.slice(0, at), behind: value.slice(at + mark.length) }]]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, mark, `${path}/${key}`))
}

/** An object as text, without the texts of the message. */
function shapeOf(value: unknown, texts: Texts): string {
  return canonical(withoutTexts(value, texts, ''))
}

function withoutTexts(value: unknown, texts: Texts, path: string): unknown {
  const around = texts.get(path)
  if (typeof value === 'string' && around !== undefined) {
    const isAround = value.startsWith(around.before) && value.endsWith(around.behind)
    return isAround ? { text: around } : value
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, withoutTexts(inner, texts, `${path}/${key}`)]),
  )
}

const MEBIBYTE = 1024 * 1024

/** Undefined where anything else stands between them. */
function objectsIn(written: Buffer): readonly unknown[] | undefined {
  const splitter = new JsonSplitter({ bytes: 16 * MEBIBYTE, depth: 100 })
  splitter.push(written)
  const objects: unknown[] = []
  for (;;) {
    const item = splitter.next(16 * MEBIBYTE)
    if (item === NEED_MORE) return objects.length === 0 || splitter.isAmid ? undefined : objects
    if (!('kind' in item)) return undefined
    if (item.kind === 'object') {
      try {
        objects.push(JSON.parse(item.text))
      } catch {
        return undefined
      }
    } else if (item.kind !== 'line-end') return undefined
  }
}
