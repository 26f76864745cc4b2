import { type RuleRow, rulesOf } from './rules.ts'

test('a rule is of its own paper, of the usual one, or of none', () => {
  const row = (section: string): RuleRow => [section, 'MUST', 'server', 'It is so.']
  const rules = rulesOf('ring', ['1.1', '1.2', '1.3', '1.4'].map(row), {
    ...{ paper: 'papers of 2020 and 2021', papers: { 'paper of 2021': '1.2' } },
    ...{ custom: '1.3', own: '1.4' },
  })
  expect(rules.map(({ id, source, paper }) => [id, source, paper])).toEqual([
    ['ring-1.1', 'paper', 'papers of 2020 and 2021'],
    ['ring-1.2', 'paper', 'paper of 2021'],
    ['ring-1.3', 'custom', undefined],
    ['ring-1.4', 'own', undefined],
  ])
})
