import type { Rule } from './dialect.ts'

export type RuleRow = readonly [
  /** As in `3.7` and `3.7a`. */
  section: string,
  level: Rule['level'],
  binds: Rule['binds'],
  sentence: string,
]

/** The sections whose rules are no paper’s, with blanks between them. */
interface RuleSources {
  readonly custom?: string
  readonly own?: string
}

/** The rules of a dialect, made from a table; ids are the dialect’s name, a dash and the section. */
export function rulesOf(
  dialect: string,
  rows: readonly RuleRow[],
  { custom = '', own = '' }: RuleSources = {},
): readonly Rule[] {
  const [ofCustom, ofParley] = [custom.split(' '), own.split(' ')]
  const sourceOf = (section: string) => {
    if (ofCustom.includes(section)) return 'custom'
    return ofParley.includes(section) ? 'own' : 'paper'
  }
  return rows.map(([section, level, binds, sentence]) => ({
    id: `${dialect}-${section}`,
    level,
    binds,
    sentence,
    source: sourceOf(section),
  }))
}
