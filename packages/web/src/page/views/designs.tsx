import type { Dialect } from '@parley/contract'
import { designOf, type Question, questions } from '../../compare/designs.ts'
import { SectionLink } from '../parts/section-link.tsx'
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
                    <SectionLink
                      dialect={dialect.name}
                      section={design.answers[question].section}
                    />
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
