import type { Dialect } from '@parley/contract'
import { visible } from '../model/bytes.ts'
import type { LabStep, LabStream, NaiveOutcome } from '../model/lab.ts'
import { counted } from '../model/words.ts'

const outcomes: Readonly<Record<NaiveOutcome, string>> = {
  right: 'right, this time',
  part: 'takes a part for the whole',
  several: 'takes several for one',
}

/** So many steps are shown. */
const MOST_SHOWN = 40

/** What each read brings, and what two readers make of it. */
export function LabSteps(props: {
  readonly stream: LabStream
  readonly steps: readonly LabStep[]
  readonly right: number
  readonly dialect: Dialect
}) {
  const { stream, steps, right, dialect } = props
  const whole = steps.reduce((sum, { splitter }) => sum + splitter.texts.length, 0)
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">What is read</h2>
      <section class="table-scroll" tabIndex={0} aria-label="What each read brings">
        <table class="steps">
          <thead>
            <tr>
              <th scope="col">One read brings</th>
              <th scope="col">A splitter ({dialect.name})</th>
              <th scope="col">A reader that takes one read for one message</th>
            </tr>
          </thead>
          <tbody>
            {steps.slice(0, MOST_SHOWN).map((step) => (
              <Step key={step.from} step={step} bytes={stream.bytes} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                {counted(steps.length, 'read')}
                {steps.length > MOST_SHOWN && `, of which the first ${MOST_SHOWN} are shown`}
              </th>
              <td class={whole === stream.texts.length ? 'good' : 'bad'}>
                {whole} of {stream.texts.length} right
              </td>
              <td class={right === stream.texts.length ? 'good' : 'bad'}>
                {right} of {stream.texts.length} right
              </td>
            </tr>
          </tfoot>
        </table>
      </section>
    </section>
  )
}

function Step({ step, bytes }: { readonly step: LabStep; readonly bytes: Uint8Array }) {
  const { splitter, naive } = step
  return (
    <tr>
      <td>
        <code class="piece-text">{visible(bytes.subarray(step.from, step.to))}</code>
        <span class="note">{counted(step.to - step.from, 'byte')}</span>
      </td>
      <td>
        {splitter.texts.map((text) => (
          <span key={text} class="read-text good">
            {text}
          </span>
        ))}
        <span class="note">{keptWords(step)}</span>
      </td>
      <td>
        <span class={naive.outcome === 'right' ? 'read-text good' : 'read-text bad'}>
          {naive.shown}
        </span>
        <span class="note">{outcomes[naive.outcome]}</span>
      </td>
    </tr>
  )
}

function keptWords({ splitter: { frames, held } }: LabStep): string {
  const found = frames === 0 ? 'no frame is whole' : `${counted(frames, 'frame')} whole`
  return held === 0
    ? `${found}, nothing kept`
    : `${found}, ${counted(held, 'byte')} kept for the next`
}
