import { mermaidText, readableBytes } from '@parley/kit'
import type { Opened, RecordedEvent } from './event.ts'
import { type Dialects, FrameReader, type RecordedFrame } from './frame-reader.ts'
import type { RecordingReader } from './reader.ts'

/** More than that no diagram shows. */
export const MOST_ARROWS = 200
const MOST_CHARACTERS = 100

/** A sequence diagram of the chosen connections, all where none is chosen; of a long one the first part. */
export async function mermaidOf(
  reader: RecordingReader,
  dialects: Dialects,
  chosen: ReadonlySet<number>,
): Promise<string> {
  const frames = new FrameReader(reader.header, dialects)
  const participants: string[] = []
  const arrows: string[] = []
  let count = 0
  const add = (lines: readonly string[]) => {
    count += lines.length
    arrows.push(...lines.slice(0, Math.max(0, MOST_ARROWS - arrows.length)))
  }
  let last = 0
  for await (const event of reader.events()) {
    last = event.time
    const { connection } = event
    if (chosen.size > 0 && !chosen.has(connection)) continue
    if (event.kind === 'open' && participants.length < MOST_ARROWS) {
      participants.push(
        `  participant C${connection} as ${mermaidText(`${connection}: ${nameOf(event)}`)}`,
      )
    }
    add(frames.take(event).map(arrowOf))
    add(notesOf(event))
  }
  add(frames.rest(last).map(arrowOf))
  const more = count > MOST_ARROWS ? [`  Note over S: ${count - MOST_ARROWS} more`] : []
  return [
    'sequenceDiagram',
    ...participants,
    '  participant S as server',
    ...arrows,
    ...more,
    '',
  ].join('\n')
}

function nameOf({ dialect, call }: Opened): string {
  return call === undefined ? dialect : `${dialect} call of ${call}`
}

function arrowOf({ connection, from, bytes }: RecordedFrame): string {
  const text = readableBytes(bytes)
  const said = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} ...` : text
  const [sender, receiver] = from === 'client' ? [`C${connection}`, 'S'] : ['S', `C${connection}`]
  return `  ${sender}->>${receiver}: ${mermaidText(said)}`
}

function notesOf(event: RecordedEvent): readonly string[] {
  if (event.kind !== 'close') return []
  return [`  Note over C${event.connection}: closed, ${mermaidText(event.reason)}`]
}
