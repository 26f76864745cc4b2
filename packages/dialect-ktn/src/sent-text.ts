import { allFrames, type JsonItem, JsonSplitter } from '@parley/framing'
import { DEEPEST, MOST_REQUEST } from './options.ts'
import { parseJson, under } from './parser.ts'

/** The text of the last object among a client's that has one, as it stands there (3.6, 2.3, 6.1). */
export function sentText(frames: readonly Uint8Array[]): string | undefined {
  const items = allFrames(new JsonSplitter({ bytes: MOST_REQUEST, depth: DEEPEST }), frames)
  return items.map(contentOf).findLast((text) => text !== undefined)
}

function contentOf(item: JsonItem): string | undefined {
  const value = item.kind === 'object' ? parseJson(item.text) : undefined
  if (typeof value !== 'object' || value === null) return undefined
  const content = under(value, 'content') ?? under(value, 'message')
  return typeof content === 'string' ? content : undefined
}
