import type { Dialect } from '@parley/contract'
import { useState } from 'preact/hooks'
import { type Answer, designOf, type Question, questions } from '../../compare/designs.ts'
import { Tag } from '../parts/tag.tsx'

/** The designs side by side, a sentence for each question. */
export function Designs({ dialects }: { readonly dialects: readonly Dialect[] }) {
  const described = dialects.flatMap((dialect) => {
    const design = designOf(dialect.name)
    return design === undefined ? [] : [{ dialect, design }]
  })
  return (
    <section aria-labelledby="designs">
      <h2 id="designs">The designs</h2>
      <div class="designs">
        {described.map(({ dialect, design }) => (
          <article key={dialect.name} class="design">
            <header>
              <Tag dialect={dialect.name} />
              <code class="shape">{dialect.shape}</code>
            </header>
            <dl>
              {questionNames.map((question) => (
                <div key={question}>
                  <dt title={questions[question]}>{question}</dt>
                  <dd>
                    {design.answers[question].says}{' '}
                    <Section dialect={dialect} answer={design.answers[question]} />
                  </dd>
                </div>
              ))}
              <div class="lesson">
                <dt>teaches</dt>
                <dd>{design.teaches}</dd>
              </div>
              <div class="lesson">
                <dt>gets wrong</dt>
                <dd>{design.wrong}</dd>
              </div>
            </dl>
          </article>
        ))}
      </div>
    </section>
  )
}

const questionNames = Object.keys(questions).filter((name): name is Question => name in questions)

/** The number of a section; pressed, it shows what the specification asks for there. */
function Section({ dialect, answer }: { readonly dialect: Dialect; readonly answer: Answer }) {
  const [isOpen, setOpen] = useState(false)
  const { section } = answer
  const [chapter = ''] = section.split('.')
  const rules = dialect.rules.filter(({ id }) => isOf(id, dialect.name, section))
  const title = Object.entries(dialect.sections).find(([number]) => number === chapter)?.[1]
  return (
    <>
      <button
        type="button"
        class="section-link"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {dialect.name} {section}
      </button>
      {isOpen && (
        <span class="section">
          Section {section}
          {title === undefined ? '' : `, under “${title}”`}, of the specification in{' '}
          <code>packages/dialect-{dialect.name}/README.md</code>.{' '}
          {rules.map(({ id, sentence }) => (
            <span key={id} class="rule-sentence">
              {sentence}
            </span>
          ))}
        </span>
      )}
    </>
  )
}

/** Whether a rule is of a section: `vu-3.7`, and `vu-3.7a` too. */
function isOf(id: string, dialect: string, section: string): boolean {
  const own = `${dialect}-${section}`
  return id === own || (id.startsWith(own) && /^[a-z]$/.test(id.slice(own.length)))
}
