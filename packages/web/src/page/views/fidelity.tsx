import { useState } from 'preact/hooks'
import { notesOf } from '../../compare/change-words.ts'
import { segmentsOf } from '../../compare/changes.ts'
import type { Comparison, Heard } from '../../compare/comparison.ts'
import { counted } from '../model/words.ts'
import { Changes } from '../parts/changes.tsx'
import { FrameView } from '../parts/frame-view.tsx'
import { Tag } from '../parts/tag.tsx'

interface FidelityProps {
  readonly all: readonly Comparison[]
  readonly from: Comparison
  readonly text: string
  readonly onFrom: (name: string) => void
}

const marks = { same: '●', changed: '◐', never: '✗' } as const
type Fate = keyof typeof marks

const fateWords: Readonly<Record<Fate, string>> = {
  same: 'as it was said',
  changed: 'in another form',
  never: 'not at all',
}

/** What a user of each dialect gets of what a user of each other one says. */
export function Fidelity({ all, from, text, onFrom }: FidelityProps) {
  return (
    <section aria-labelledby="fidelity" class="fidelity">
      <h2 id="fidelity">What the others get</h2>
      <p class="note">
        A row for who says it, a column for who reads it. {marks.same} {fateWords.same},{' '}
        {marks.changed} {fateWords.changed}, {marks.never} {fateWords.never}.
      </p>
      <section class="table-scroll" tabIndex={0} aria-label="Who reads what of whom">
        <table class="matrix">
          <caption class="hidden">What becomes of the text between any two dialects</caption>
          <thead>
            <tr>
              <th scope="col">
                <span class="hidden">From</span>
              </th>
              {all.map(({ dialect }) => (
                <th key={dialect.name} scope="col">
                  {dialect.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map((row) => (
              <tr key={row.dialect.name} class={row === from ? 'chosen' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={row === from}
                    onClick={() => onFrom(row.dialect.name)}
                  >
                    {row.dialect.name}
                  </button>
                </th>
                {row.heard.map((heard) => {
                  const fate = fateOf(row, heard, text)
                  return (
                    <td key={heard.dialect.name} class={fate} title={fateWords[fate]}>
                      <span aria-hidden="true">{marks[fate]}</span>
                      <span class="hidden">{fateWords[fate]}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <h3>
        Said with <Tag dialect={from.dialect.name} />
      </h3>
      <div class="heard-list">
        {from.heard.map((heard) => (
          <HeardCard key={heard.dialect.name} heard={heard} from={from} text={text} />
        ))}
      </div>
    </section>
  )
}

function fateOf(from: Comparison, { texts }: Heard, text: string): Fate {
  if (from.said === undefined || texts.length === 0) return 'never'
  return texts.length === 1 && texts[0] === text ? 'same' : 'changed'
}

function neverWords(from: Comparison, { dialect }: Heard): string {
  if (from.said === undefined) return `hears nothing: ${from.dialect.name} cannot say it`
  return `hears nothing: ${dialect.name} has no message of that kind`
}

function HeardCard(props: {
  readonly heard: Heard
  readonly from: Comparison
  readonly text: string
}) {
  const { heard, from, text } = props
  const [isOpen, setOpen] = useState(false)
  const fate = fateOf(from, heard, text)
  const segments =
    fate === 'changed' && from.reached !== undefined
      ? segmentsOf({
          sender: from.dialect,
          reader: heard.dialect,
          sent: text,
          said: from.reached,
          heard: heard.texts,
        })
      : []
  return (
    <article class="heard">
      <header>
        <Tag dialect={heard.dialect.name} />
        <span class={`fate ${fate}`}>
          {fate === 'never' ? neverWords(from, heard) : `hears it ${fateWords[fate]}`}
        </span>
        {fate !== 'never' && (
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'hide' : 'show'} {counted(heard.bytes, 'byte')} received
          </button>
        )}
      </header>
      {segments.length > 0 && <Changes segments={segments} notes={notesOf(segments)} />}
      {isOpen &&
        heard.frames.map(({ bytes, parts }, index) => (
          <FrameView key={index} bytes={bytes} parts={parts} look="annotated" />
        ))}
    </article>
  )
}
