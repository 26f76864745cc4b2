import { escapeBytes, escapeText, type Happened, mermaidText } from '@parley/kit'
import type { Conversation } from './results.ts'

const MOST_ARROWS = 80
const MOST_CHARACTERS = 100

/** A sequence diagram of a conversation; of a very long one the first part. */
export function mermaidOf(
  { names, log }: Conversation,
  { client, server }: { readonly client: string; readonly server: string },
): string {
  const arrows = log.flatMap((happened) => lineOf(happened))
  const left = arrows.length - MOST_ARROWS
  return [
    'sequenceDiagram',
    `  participant C as ${mermaidText(`${client} (${names.client})`)}`,
    `  participant S as ${mermaidText(server)}`,
    `  participant U as ${mermaidText(`our user (${names.counterpart})`)}`,
    ...arrows.slice(0, MOST_ARROWS),
    ...(left > 0 ? [`  Note over C,U: ${left} more`] : []),
    '',
  ].join('\n')
}

function lineOf(happened: Happened): readonly string[] {
  switch (happened.kind) {
    case 'sent':
      return [`  ${letterOf(happened.wire)}->>S: ${said(happened.bytes)}`]
    case 'came':
      return [`  S->>${letterOf(happened.wire)}: ${said(happened.bytes)}`]
    case 'typed':
      return [`  Note left of C: typed ${shortened(escapeText(happened.text))}`]
    case 'shown':
      return [`  Note left of C: shown ${shortened(escapeText(happened.text))}`]
    case 'event':
      return [`  Note over ${letterOf(happened.wire)}: ${shortened(escapeText(happened.text))}`]
  }
}

function letterOf(wire: string): 'C' | 'U' {
  return wire === 'counterpart' ? 'U' : 'C'
}

function said(bytes: Uint8Array): string {
  return shortened(escapeBytes(bytes))
}

function shortened(text: string): string {
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} ...` : text
  return mermaidText(short)
}
