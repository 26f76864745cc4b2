import { readFileSync } from 'node:fs'
import { readmePage } from './readme.ts'

const page = `# A page

\`\`\`text start
listening old 127.0.0.1:1
ready
\`\`\`

| dialect | port | shape | specification |
| --- | --- | --- | --- |
| \`old\` | 1 | \`x\` | [dialect-old](packages/dialect-old/README.md) |

The end.
`

test('the start block and the table of ports are made of the dialects', () => {
  const ring = { name: 'ring', defaultPort: 7123, shape: 'SAY $& | hello' }
  const made = readmePage(page, [
    { dialect: ring, specification: 'packages/dialect-ring/src/index.ts' },
  ])
  expect(made).toBe(`# A page

\`\`\`text start
listening ring 127.0.0.1:7123
listening web http://127.0.0.1:8400/#k=…
ready
\`\`\`

| dialect | port | shape | specification |
| --- | --- | --- | --- |
| \`ring\` | 7123 | \`SAY $& \\| hello\` | [dialect-ring](packages/dialect-ring/src/index.ts) |

The end.
`)
  expect(readmePage(made, [])).toContain('| --- | --- | --- | --- |\n\nThe end.')
})

test.each([
  ['block "text start"', page.replace('```text start', '```text')],
  ['table of ports', page.replace('| shape |', '| form |')],
])('a page without its %s is refused', (what, without) => {
  expect(() => readmePage(without, [])).toThrow(`README.md has no ${what}`)
})

test('README.md can be made', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readmePage(readme, [])).toContain(
    '```text start\nlistening web http://127.0.0.1:8400/#k=…\nready\n```\n',
  )
})
