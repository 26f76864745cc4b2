import { readFileSync } from 'node:fs'
import { screenOf } from '@parley/conformance'
import { farewells, type Refused, replies, TRY_LATER, UNKNOWN_ACTION, words } from './replies.ts'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = text('../README.md')

describe('README.md', () => {
  test('shows what another user gets meanwhile', () => {
    const yoda = screenOf(text('../fixtures/yoda.txt'), 'S')
    expect(readme).toContain(`\`\`\`text\n${yoda.slice(yoda.indexOf('\n') + 1)}\`\`\``)
  })

  test('quotes every answer', () => {
    const refused: readonly Refused[] = Object.values(replies)
    const said = refused.flatMap(({ say }) => say ?? [])
    for (const word of [...said, ...Object.values(words), TRY_LATER, UNKNOWN_ACTION]) {
      expect(readme).toMatch(new RegExp(`[\`"]${word}[\`"]`))
    }
    for (const word of Object.values(farewells)) {
      if (word !== undefined) expect(readme).toContain(`\`${word}\``)
    }
  })
})
