import { useMemo } from 'preact/hooks'
import { partsOf } from '../../compare/parts.ts'
import type { ViewProps } from '../app.tsx'
import { hueOf, spoken } from '../hues.ts'
import { goodCuts, rightOf, roomiest, stepsOf, streamOf } from '../model/lab.ts'
import { counted } from '../model/words.ts'
import { Empty } from '../parts/empty.tsx'
import { CutStream } from './cut-stream.tsx'
import { LabSteps } from './lab-steps.tsx'
import { RealPrograms } from './real-programs.tsx'

const TEXTS = ['hi betty', 'grüße 💐', 'see you'] as const

/** A stream of a few messages, cut where one likes, and what two readers make of it. */
export function LabView({ chosen, choose }: ViewProps) {
  const dialect =
    spoken.find(({ name }) => name === chosen.dialect) ?? spoken.find(isShort) ?? spoken[0]
  const stream = useMemo(
    () => (dialect === undefined ? undefined : streamOf(dialect, TEXTS)),
    [dialect],
  )
  if (dialect === undefined || stream === undefined) return <Empty title="No dialect to cut" />
  const length = stream.bytes.length
  const cuts = goodCuts(cutsOf(chosen.cuts, stream.ends), length)
  const steps = stepsOf(dialect, stream, cuts)
  const parts = stream.writes.flatMap((end, index) => {
    const from = stream.writes[index - 1] ?? 0
    return partsOf(dialect, stream.bytes.subarray(from, end), 'client').map((part) => ({
      ...{ role: part.role },
      ...{ from: part.from + from, to: part.to + from },
    }))
  })
  const setCuts = (next: readonly number[]) =>
    choose({ cuts: goodCuts(next, length).join('.') || 'none' })
  const everywhere = Array.from({ length }, (_, at) => at)
  return (
    <div class="lab">
      <header class="lead">
        <h1>A read is not a message</h1>
        <p>
          TCP carries bytes, not messages. A client sends {counted(stream.ends.length, 'message')},
          and where the network cuts them is not for it to say. Drag the cuts, or press between two
          bytes for a new one. Each piece is what one read brings.
        </p>
        <ul class="dialect-choice" aria-label="Dialects">
          {spoken.map(({ name }) => (
            <li key={name}>
              <button
                type="button"
                class={`choice ${hueOf(name)}`}
                aria-pressed={name === dialect.name}
                onClick={() => choose({ dialect: name, cuts: '' })}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      </header>
      <section aria-label="The stream">
        <CutStream stream={stream} parts={parts} cuts={cuts} onCuts={setCuts} />
        <div class="presets">
          <button type="button" onClick={() => setCuts([...cuts, roomiest(cuts, length)])}>
            Add a cut
          </button>
          <button type="button" onClick={() => setCuts(stream.ends)}>
            A read for each message
          </button>
          <button type="button" onClick={() => setCuts([])}>
            All in one read
          </button>
          <button type="button" onClick={() => setCuts(everywhere)}>
            Each byte on its own
          </button>
          <button type="button" onClick={() => setCuts(randomCuts(length))}>
            As it happens
          </button>
        </div>
      </section>
      <LabSteps stream={stream} steps={steps} right={rightOf(steps)} dialect={dialect} />
      <RealPrograms />
    </div>
  )
}

/** The dialect whose lines are the easiest to read is the one with the shortest shape. */
function isShort({ shape }: (typeof spoken)[number]): boolean {
  return shape.length === Math.min(...spoken.map((one) => one.shape.length))
}

/** Without a choice: the second message comes in two pieces, the first of them with the first message. */
function cutsOf(chosen: string | undefined, [first = 0, second = 0]: readonly number[]) {
  if (chosen === undefined || chosen === '')
    return [first + Math.floor((second - first) / 2), second]
  return chosen.split('.').map(Number)
}

function randomCuts(length: number): readonly number[] {
  const count = 1 + Math.floor(Math.random() * 5)
  return Array.from({ length: count }, () => 1 + Math.floor(Math.random() * (length - 1)))
}
