/**
 * The splitters, the care for text and the seeded numbers that dialects share. Nothing here knows a dialect, and
 * nothing touches the world: bytes come in as arguments and leave as frames.
 *
 * @example
 * const splitter = new LineSplitter()
 * splitter.push(new TextEncoder().encode('LIST\r\nSEND bob h'))
 * splitter.next(4096) // 'LIST'
 * splitter.next(4096) // NEED_MORE
 */
export { cleanText } from '@parley/contract'
export { allFrames } from './all-frames.ts'
export { asciiJson } from './ascii-json.ts'
export { ClientBytes } from './client-bytes.ts'
export { type Field, FieldSplitter } from './fields.ts'
export { FrameCutter } from './frame-cutter.ts'
export { FramePaint, lineEnd } from './frame-paint.ts'
export { type JsonItem, JsonSplitter } from './json.ts'
export { jsonParts } from './json-paint.ts'
export {
  bigEndian,
  type LengthPrefix,
  LengthSplitter,
  netstring,
  type ReadLength,
} from './lengths.ts'
export { type DecodeLine, type LineFault, LineSplitter } from './lines.ts'
export { mapped } from './mapped.ts'
export {
  type Hidden,
  hide,
  partsOf,
  type Stretch,
  secretsAndTexts,
  secretsOnly,
  stretches,
} from './masks.ts'
export { memoLast } from './memo.ts'
export { type ModerationLine, readModeration, writeModeration } from './moderation-line.ts'
export { type PickledMember, pickleParts } from './pickle-paint.ts'
export { type Pickle, PickleSplitter } from './pickles.ts'
export { hashed, type Random, seeded } from './random.ts'
export { TelnetFilter } from './telnet.ts'
export { copyString, cutText, decodeBytes, decodeUtf8, NOT_UTF8, utf8Width } from './text.ts'
