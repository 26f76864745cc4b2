import { readFileSync } from 'node:fs'
import { screenOf } from '@parley/conformance'
import { farewells, informs, ownReplies, replies } from './replies.ts'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = text('../README.md')

describe('README.md', () => {
  test('shows what another user gets meanwhile', () => {
    const bob = screenOf(text('../fixtures/bob.txt'), 'S')
    expect(readme).toContain(`\`\`\`text\n${bob.slice(bob.indexOf('\n') + 1)}\`\`\``)
  })

  test('quotes every reply', () => {
    for (const words of [
      ...Object.values(replies),
      ...Object.values(ownReplies),
      farewells.shutdown,
    ]) {
      expect(readme).toContain(`\`${words}\``)
    }
    for (const words of Object.values(informs)) expect(readme).toContain(`\`${words}`)
  })
})
