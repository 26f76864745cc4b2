import { expect, test } from '@jest/globals'
import { compareFile } from './file.ts'

test('nothing in the script ends it, and nothing comes from elsewhere', () => {
  const script = 'const a = "</script><!-- </SCRIPT>"; const b = "<b>"'
  const html = compareFile({ script, style: 'a::after { content: "</style>" }' })
  expect(html.match(/<\/script>/gi)).toHaveLength(1)
  expect(html.match(/<\/style>/gi)).toHaveLength(1)
  expect(html).toContain('"\\x3C/script>\\x3C!-- \\x3C/SCRIPT>"; const b = "<b>"')
  expect(html).not.toMatch(/(?:src|href)=/)
})
