import { Buffer } from 'node:buffer'
import { clientReads, clientWrites } from './client.ts'
import { type AnyFrame, type Mutation, serverReads, serverWrites } from './server.ts'
import { mangled } from './splitters.ts'

type TextChange = (text: string) => AnyFrame | readonly AnyFrame[]

/** A frame as UTF-8. */
export function textOf(frame: AnyFrame): string {
  return typeof frame === 'string' ? frame : new TextDecoder().decode(frame)
}

function changed(frame: AnyFrame, change: TextChange): readonly AnyFrame[] {
  const made = change(textOf(frame))
  const frames = typeof made === 'string' || made instanceof Uint8Array ? [made] : made
  return frames.filter((one) => one.length > 0)
}

/** What the server writes is changed as text: into none, one or several frames; an empty one is none. */
export function serverText(change: TextChange): Mutation {
  return (dialect) => serverWrites(dialect, (frame) => changed(frame, change))
}

/** The same for what the terminal client writes. */
export function clientText(change: TextChange): Mutation {
  return (dialect) => clientWrites(dialect, (frame) => changed(frame, change))
}

/** What the server reads at once is changed, each byte as one character; '' has not come. */
export function serverInput(change: (read: string) => string): Mutation {
  return (dialect) => serverReads(dialect, (splitter) => mangled(splitter, asText(change)))
}

/** The same for what the client reads. */
export function clientInput(change: (read: string) => string): Mutation {
  return (dialect) => clientReads(dialect, (splitter) => mangled(splitter, asText(change)))
}

/** For `mangled`: a read is changed as text, each byte as one character; '' has not come. */
export function asText(
  change: (read: string) => string,
): (chunk: Uint8Array) => readonly Uint8Array[] {
  return (chunk) => {
    const text = change(Buffer.from(chunk).toString('latin1'))
    return text === '' ? [] : [Buffer.from(text, 'latin1')]
  }
}

/** Decodes a read by itself: a cut character becomes U+FFFD on both sides of the cut. */
export function decodedAlone(read: string): string {
  return Buffer.from(Buffer.from(read, 'latin1').toString('utf8')).toString('latin1')
}
