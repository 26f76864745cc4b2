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
  | {
      readonly form: 'messages'
      readonly read: Read
      readonly heads: readonly Around[]
      readonly others: readonly string[]
    }
  | { readonly form: 'objects'; readonly shapes: readonly string[]; readonly texts: Texts }

/** What stands around the text of a message, by the path of its string in an object. */
type Texts = ReadonlyMap<string, Around>

interface Around {
  readonly before: string
  readonly behind: string
}

/** The messages in a server's bytes, where the framing is known; undefined where they are not whole. */
export type Read = (written: Buffer) => readonly string[] | undefined

const lineBreak = /\r\n|[\n\r]/

/**
 * How a message whose text is `mark` is written; undefined where it cannot be read: without `read`,
 * where it is in neither lines nor objects.
 */
export function readingOf(written: Buffer, mark: string, read?: Read): Reading | undefined {
  if (read !== undefined) {
    const messages = read(written) ?? []
    const heads = messages.filter((one) => one.includes(mark)).map((one) => around(one, mark))
    const others = messages.filter((one) => !one.includes(mark))
    return heads.length === 0 ? undefined : { form: 'messages', read, heads, others }
  }
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
  if (reading.form === 'messages') {
    const messages = reading.read(written)
    if (messages === undefined) return written.toString()
    const { heads, others } = reading
    return messages.find((one) => !others.includes(one) && !heads.some((head) => isIn(one, head)))
  }
  const objects = objectsIn(written)
  if (objects === undefined) return written.toString()
  const { shapes, texts } = reading
  const foreign = objects.find((one) => !shapes.includes(shapeOf(one, texts)))
  return foreign === undefined ? undefined : canonical(foreign)
}

/** Whether a reader takes any of what is written for a message like the one that was read. */
export function posesAs(written: Buffer, reading: Reading): boolean {
  switch (reading.form) {
    case 'lines':
      return linesIn(written.toString()).some((line) => {
        return reading.heads.some((head) => head !== '' && line.startsWith(head))
      })
    case 'messages':
      return (reading.read(written) ?? []).some((one) => {
        return reading.heads.some((head) => head.before !== '' && isIn(one, head))
      })
    case 'objects':
      return (objectsIn(written) ?? []).some((one) => {
        return reading.shapes.includes(shapeOf(one, reading.texts))
      })
  }
}

/** What is written as a text: the messages in it, or the lines, without what frames them. */
export function asText(written: Buffer, reading: Reading): string {
  switch (reading.form) {
    case 'lines':
      return linesIn(written.toString()).join('\n')
    case 'messages':
      return (reading.read(written) ?? []).join('\n')
    case 'objects':
      return written.toString()
  }
}

/** The text of a message that would be read as `other`, if the heads of its lines did not stand before it. */
export function disguised(other: Buffer, reading: Reading): string {
  const lines = linesIn(other.toString())
  if (reading.form !== 'lines') return asText(other, reading)
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

function around(whole: string, mark: string): Around {
  const at = whole.indexOf(mark)
  return { before: whole.slice(0, at), behind: whole.slice(at + mark.length) }
}

/** Whether this is a text with just that around it. */
function isIn(whole: string, { before, behind }: Around): boolean {
  const isLong = whole.length >= before.length + behind.length
  return isLong && whole.startsWith(before) && whole.endsWith(behind)
}

function linesIn(text: string): readonly string[] {
  const lines = text.split(lineBreak)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function textsIn(value: unknown, mark: string, path: string): readonly [string, Around][] {
  if (typeof value === 'string') {
    return value.includes(mark) ? [[path, around(value, mark)]] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, mark, `${path}/${key}`))
}

/** An object as text, without the texts of the message. */
function shapeOf(value: unknown, texts: Texts): string {
  return canonical(withoutTexts(value, texts, ''))
}

function withoutTexts(value: unknown, texts: Texts, path: string): unknown {
  const known = texts.get(path)
  if (typeof value === 'string' && known !== undefined) {
    return isIn(value, known) ? { text: known } : value
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
