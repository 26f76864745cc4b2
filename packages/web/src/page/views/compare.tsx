import type { Audience, Dialect } from '@parley/contract'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { obstacleInWords } from '../../compare/cannot-say.ts'
import { type Comparison, comparisonOf, utf8Length } from '../../compare/comparison.ts'
import type { ViewProps } from '../app.tsx'
import { hueOf, spoken } from '../hues.ts'
import { toBase64 } from '../model/bytes.ts'
import { isEscaped } from '../model/escaped.ts'
import { counted, listed, thousands, times } from '../model/words.ts'
import { Escaped } from '../parts/changes.tsx'
import { Chips } from '../parts/chips.tsx'
import { Empty } from '../parts/empty.tsx'
import { FrameView } from '../parts/frame-view.tsx'
import { Legend } from '../parts/legend.tsx'
import { Tag } from '../parts/tag.tsx'
import { Designs } from './designs.tsx'
import { Fidelity } from './fidelity.tsx'

const audiences: Readonly<Record<Audience, string>> = { one: 'to one', everyone: 'to everyone' }

/** What is compared unless somebody types something else: it has what formats trip over. */
const SAMPLE = 'grüße {alle}: 12 €; bis bald'

/** A longer text is not compared, in characters. */
const LONGEST = 2000

/** How each dialect would carry a text, and what would become of it on the way. Needs no server. */
export function CompareView({ chosen, choose }: ViewProps) {
  const [typed, setTyped] = useTyped(chosen.text, choose)
  const characters = Array.from(typed)
  const text = useSettled(characters.slice(0, LONGEST).join(''))
  const audience: Audience = chosen.to === 'everyone' ? 'everyone' : 'one'
  const all = useMemo(() => {
    return spoken.map((dialect) => comparisonOf(dialect, spoken, text, audience))
  }, [text, audience])
  if (spoken.length === 0) return <Empty title="No dialect to compare" />
  const from = all.find(({ dialect }) => dialect.name === chosen.from) ?? all[0]
  return (
    <div class="compare">
      <header class="lead">
        <h1>One text, {spoken.length} designs</h1>
        <p>
          Type a text. Each protocol shows how it would carry it: made by the programs’ own code,
          here in the browser.
        </p>
        <form class="compare-form" onSubmit={(event) => event.preventDefault()}>
          <label>
            <span class="asked">Text</span>
            <textarea
              rows={2}
              value={typed}
              aria-describedby={characters.length > LONGEST ? 'cut' : undefined}
              onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          </label>
          {characters.length > LONGEST && (
            <p id="cut" class="text-cut" role="status">
              Only the first {thousands(LONGEST)} of {thousands(characters.length)} characters are
              compared.
            </p>
          )}
          <Chips
            legend="Whom it is for"
            options={audiences}
            chosen={audience}
            onChoose={(to) => choose({ to: to === 'one' ? '' : to })}
          />
        </form>
        <Legend shown={['verb', 'name', 'body', 'field', 'terminator']} />
      </header>
      <section class="comparisons" aria-label="How each dialect carries it">
        {all.map((comparison) => (
          <ComparisonCard
            key={comparison.dialect.name}
            comparison={comparison}
            text={text}
            all={all}
          />
        ))}
      </section>
      <Costs all={all} />
      {from !== undefined && (
        <Fidelity all={all} from={from} text={text} onFrom={(name) => choose({ from: name })} />
      )}
      <Designs dialects={spoken} />
    </div>
  )
}

/** What stands in the field; as much of it as is compared stands in the address too. */
function useTyped(inAddress: string | undefined, choose: ViewProps['choose']) {
  const [typed, setTyped] = useState(inAddress ?? SAMPLE)
  const ours = useRef(inAddress)
  useEffect(() => {
    if (inAddress === ours.current) return
    ours.current = inAddress
    setTyped(inAddress ?? SAMPLE)
  }, [inAddress])
  const change = (next: string) => {
    const text = Array.from(next).slice(0, LONGEST).join('')
    ours.current = text === '' ? undefined : text
    setTyped(next)
    choose({ text })
  }
  return [typed, change] as const
}

/** A value that is taken once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 120)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

function ComparisonCard(props: {
  readonly comparison: Comparison
  readonly text: string
  readonly all: readonly Comparison[]
}) {
  const { comparison, text, all } = props
  const { dialect, said, saidBytes, overhead, reached } = comparison
  const most = Math.max(1, ...all.map((one) => one.saidBytes))
  const ours = utf8Length(text)
  return (
    <article class={`comparison ${hueOf(dialect.name)}`}>
      <header>
        <Tag dialect={dialect.name} />
        {said !== undefined && (
          <span class="figure">
            <b>{counted(saidBytes, 'byte')} sent</b>, {overhead} % of them not the text
          </span>
        )}
      </header>
      {said === undefined ? (
        <CannotSay comparison={comparison} />
      ) : (
        <>
          <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect class="whole" width={(100 * saidBytes) / most} height="4" />
            <rect class="text" width={(100 * Math.min(ours, saidBytes)) / most} height="4" />
          </svg>
          <Exchange dialect={dialect} said={said} />
          {isEscaped(sentFrames(said), [reached?.text ?? text]) && <Escaped />}
        </>
      )}
    </article>
  )
}

function sentFrames(said: NonNullable<Comparison['said']>) {
  return said.flatMap(({ from, bytes, parts }) => {
    return from === 'client' ? [{ bytes: toBase64(bytes), parts }] : []
  })
}

/** That it cannot be said, and which declaration says so. */
function CannotSay({ comparison: { dialect, obstacles } }: { readonly comparison: Comparison }) {
  return (
    <>
      <p class="cannot">{dialect.name} cannot say this text.</p>
      {obstacles.map((one) => (
        <p key={one.feature} class="note">
          {obstacleInWords(dialect, one)}
        </p>
      ))}
      {obstacles.length === 0 && <p class="note">Its client has no command for it.</p>}
    </>
  )
}

function Exchange({
  said,
}: {
  readonly dialect: Dialect
  readonly said: NonNullable<Comparison['said']>
}) {
  return (
    <div class="exchange">
      {said.map(({ from, bytes, parts }, index) => (
        <div key={index} class={`wire-entry ${from}`}>
          <span class="direction">{from === 'client' ? 'sent' : 'read'}</span>
          <FrameView bytes={bytes} parts={parts} look="annotated" />
        </div>
      ))}
    </div>
  )
}

function because({ obstacles }: Comparison): string {
  return obstacles.length === 0 ? '' : `: ${listed(obstacles.map(({ feature }) => feature))}`
}

/** What login, send and list take. */
function Costs({ all }: { readonly all: readonly Comparison[] }) {
  const steps = ['login', 'send', 'list'] as const
  return (
    <section aria-labelledby="costs">
      <h2 id="costs">What it takes</h2>
      <p class="note">Bytes and frames of both directions: what is asked and what is answered.</p>
      <section class="table-scroll" tabIndex={0} aria-label="What each step takes">
        <table class="figures">
          <caption class="hidden">Bytes, frames and round trips of each step</caption>
          <thead>
            <tr>
              <th scope="col">
                <span class="hidden">Dialect</span>
              </th>
              {steps.map((step) => (
                <th key={step} scope="col" colSpan={2}>
                  {step}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map((comparison) => (
              <tr key={comparison.dialect.name}>
                <th scope="row">
                  <Tag dialect={comparison.dialect.name} />
                </th>
                {steps.map((step) => {
                  const figures = comparison[step]
                  return figures === undefined ? (
                    <td key={step} colSpan={2} class="aside">
                      cannot say it{step === 'send' && because(comparison)}
                    </td>
                  ) : (
                    <>
                      <td key={step} class="number">
                        {counted(figures.bytes, 'byte')}
                      </td>
                      <td key={`${step} more`} class="aside">
                        {counted(figures.frames, 'frame')}, waits {times(figures.roundTrips)}
                      </td>
                    </>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
