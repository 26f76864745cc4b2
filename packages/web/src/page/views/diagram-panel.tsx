import { useState } from 'preact/hooks'
import {
  type Drawn,
  diagramOf,
  HEAD,
  labelX,
  laneX,
  mermaidOf,
  rowY,
  sizeOf,
  svgOf,
} from '../model/diagram.ts'
import type { Message, Peer } from '../model/feed-state.ts'
import { formsOf } from '../model/forms.ts'
import { counted } from '../model/words.ts'
import { lineOf } from './message-card.tsx'

/** The selected messages as a sequence diagram, to look at and to take away. */
export function DiagramPanel(props: {
  readonly messages: readonly Message[]
  readonly onClear: () => void
}) {
  const diagram = diagramOf(props.messages.map(drawnOf))
  const { width, height } = sizeOf(diagram)
  return (
    <section class="diagram" aria-label="Sequence diagram">
      <div class="diagram-bar">
        <h2>{counted(props.messages.length, 'message')} as a sequence</h2>
        <CopyButton words="Copy as Mermaid" text={() => mermaidOf(diagram)} />
        <CopyButton words="Copy as SVG" text={() => svgOf(diagram)} />
        <button type="button" class="quiet" onClick={props.onClear}>
          Clear
        </button>
      </div>
      <section class="diagram-scroll" tabIndex={0} aria-label="Drawing">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          role="img"
          aria-label="Who wrote what to whom"
        >
          {diagram.lanes.map((name, index) => (
            <g key={name}>
              <line
                class="lane"
                x1={laneX(diagram, index)}
                x2={laneX(diagram, index)}
                y1={HEAD}
                y2={height}
              />
              <text class="lane-name" x={laneX(diagram, index)} y={28} text-anchor="middle">
                {name}
              </text>
            </g>
          ))}
          {diagram.arrows.map(({ from, to, label, row }) => {
            const [x1, x2, y] = [laneX(diagram, from), laneX(diagram, to), rowY(row)]
            return (
              <g key={row} class="sequence-arrow">
                <line x1={x1} x2={x2} y1={y} y2={y} />
                <path d={`M${x2} ${y}l${x2 > x1 ? -7 : 7} -4v8z`} />
                <text x={labelX(diagram, { from, to })} y={y - 6} text-anchor="middle">
                  {label}
                </text>
              </g>
            )
          })}
        </svg>
      </section>
    </section>
  )
}

function drawnOf(message: Message): Drawn {
  return {
    id: message.id,
    from: message.from === undefined ? undefined : nameOf(message.from),
    said: lineOf(message.said),
    forms: formsOf(message).map(({ frames, recipients }) => ({
      to: recipients.map(nameOf),
      got: lineOf(frames),
    })),
  }
}

function nameOf({ name, connection, dialect }: Peer): string {
  return `${name ?? `connection ${connection}`} (${dialect})`
}

function CopyButton({ words, text }: { readonly words: string; readonly text: () => string }) {
  const [done, setDone] = useState<'' | 'Copied' | 'Cannot copy here'>('')
  const copy = () => {
    const written =
      navigator.clipboard?.writeText(text()) ?? Promise.reject(new Error('no clipboard'))
    written.then(
      () => setDone('Copied'),
      () => setDone('Cannot copy here'),
    )
  }
  return (
    <button type="button" onClick={copy}>
      {done === '' ? words : done}
    </button>
  )
}
