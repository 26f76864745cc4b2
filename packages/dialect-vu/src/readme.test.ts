import { readFileSync } from 'node:fs'
import { farewells } from './replies.ts'

test('README.md quotes the farewell', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`\`DELIVERY server ${farewells.shutdown}\\n\``)
})
