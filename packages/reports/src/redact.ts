import type { Findings } from '@parley/kit'
import { namesOf, type Presentation, visibilityOf } from './rubric.ts'

/**
 * Gives what replaces, in words about one check, the names of hidden ones by `(hidden)`: their ids,
 * titles and sentences; and so the sentences of rules whose checks are not shown in full. Ids are
 * known also where their checks have not run yet.
 */
export function redactorFor(
  findings: Findings,
  presentation: Presentation,
): (text: string) => string {
  const isHidden = (id: string) => visibilityOf(id, presentation) === 'hidden'
  const texts = secretTexts(findings, presentation)
  const ids = new RegExp(
    `(?<![\\p{L}\\p{N}_-])${literally(findings.dialect)}-\\d[\\p{L}\\p{N}_-]*(?:\\.[\\p{L}\\p{N}_-]+)*`,
    'gu',
  )
  return (text) =>
    texts
      .reduce((left, name) => left.replaceAll(name, '(hidden)'), text)
      .replace(ids, (id) => (isHidden(id) ? '(hidden)' : id))
}

/** The longest first, so that one within another does not break it. */
function secretTexts({ outcomes }: Findings, presentation: Presentation): readonly string[] {
  const visible = new Set<string>()
  const secret = new Set<string>()
  for (const { id, title, rule } of outcomes) {
    const visibility = visibilityOf(id, presentation)
    const titles = visibility === 'hidden' ? secret : visible
    titles.add(title)
    const ruled = namesOf(id).includes(rule.id) ? visibility : visibilityOf(rule.id, presentation)
    const sentences = ruled === 'full' ? visible : secret
    sentences.add(rule.sentence)
  }
  return [...secret]
    .filter((text) => text.trim() !== '' && !visible.has(text))
    .sort((one, other) => other.length - one.length)
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
