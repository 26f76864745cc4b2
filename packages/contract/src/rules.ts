import type { Rule } from './dialect.ts'

export type RuleRow = readonly [
  /** As in `3.7` and `3.7a`. */
  section: string,
  level: Rule['level'],
  binds: Rule['binds'],
  sentence: string,
]

/** Where rules come from. */
interface RuleSources {
  /** Of rules that are neither customary nor Parley’s own, as in `paper of 2021`. */
  readonly paper?: string
  /** Rules that only some of the papers have: sections with blanks between them, by their papers. */
  readonly papers?: Readonly<Record<string, string>>
  /** Sections whose rules are no paper’s, with blanks between them. */
  readonly custom?: string
  readonly own?: string
}

/** The rules of a dialect, made from a table; ids are the dialect’s name, a dash and the section. */
export function rulesOf(
  dialect: string,
  rows: readonly RuleRow[],
  { paper, papers = {}, custom = '', own = '' }: RuleSources = {},
): readonly Rule[] {
  const [ofCustom, ofParley] = [custom.split(' '), own.split(' ')]
  const sourceOf = (section: string) => {
    if (ofCustom.includes(section)) return 'custom'
    return ofParley.includes(section) ? 'own' : 'paper'
  }
  const paperOf = (section: string) => {
    if (sourceOf(section) !== 'paper') return undefined
    return Object.keys(papers).find((name) => papers[name]?.split(' ').includes(section)) ?? paper
  }
  return rows.map(([section, level, binds, sentence]) => {
    const from = paperOf(section)
    return {
      ...{ id: `${dialect}-${section}`, level, binds, sentence },
      source: sourceOf(section),
      ...(from !== undefined && { paper: from }),
    }
  })
}
