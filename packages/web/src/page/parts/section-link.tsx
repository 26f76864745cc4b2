import { useState } from 'preact/hooks'
import { spoken } from '../hues.ts'

/** The number of a section; pressed, it shows what the specification asks for there. */
export function SectionLink(props: { readonly dialect: string; readonly section: string }) {
  const { dialect, section } = props
  const [isOpen, setOpen] = useState(false)
  const [chapter = ''] = section.split('.')
  const { rules: all = [], sections = {} } = spoken.find(({ name }) => name === dialect) ?? {}
  const rules = all.filter(({ id }) => isOf(id, dialect, section))
  const title = Object.entries(sections).find(([number]) => number === chapter)?.[1]
  return (
    <>
      <button
        type="button"
        class="section-link"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {dialect} {section}
      </button>
      {isOpen && (
        <span class="section">
          Section {section}
          {title === undefined ? '' : `, under “${title}”`}, of the specification in{' '}
          <code>packages/dialect-{dialect}/README.md</code>.{' '}
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
