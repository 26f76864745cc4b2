import type { Rule } from '@parley/contract'

type Row = readonly [section: string, level: Rule['level'], binds: Rule['binds'], sentence: string]

const rows: readonly Row[] = [
  ['1.1', 'MUST', 'server', 'A command ends with \\n, \\r\\n or \\r\\0.'],
  ['1.1a', 'MUST', 'server', 'White space at the end of a command is no part of it.'],
  ['1.2', 'MUST', 'server', 'Telnet negotiation is no part of any line, wherever it stands.'],
  ['1.3', 'MUST', 'server', 'A reply is "> OK - " or "> ERROR - ", a text and \\n.'],
]

/** The sentences of README.md that can be checked from outside. */
export const rules: readonly Rule[] = rows.map(([section, level, binds, sentence]) => ({
  id: `llp-${section}`,
  level,
  binds,
  sentence,
}))
