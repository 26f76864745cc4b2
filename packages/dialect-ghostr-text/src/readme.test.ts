import { readFileSync } from 'node:fs'
import { screenOf } from '@parley/conformance'
import { replyFields, requestFields } from './frames.ts'
import { farewells, ownReplies, replies } from './replies.ts'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = text('../README.md')

describe('README.md', () => {
  test('shows what another user gets meanwhile', () => {
    const yoda = text('../fixtures/yoda.txt')
    expect(readme).toContain(`nc 127.0.0.1 3332\n${screenOf(yoda, 'C')}\`\`\``)
    const received = screenOf(yoda, 'S').split('\n').slice(2).join('\n')
    expect(readme).toContain(`\`\`\`text\n${received}\`\`\``)
  })

  test('has every type', () => {
    for (const type of Object.keys({ ...requestFields, ...replyFields })) {
      expect(readme).toMatch(new RegExp(`(TYPE: |\`)${type}(;;|\`)`))
    }
  })

  test('quotes every answer', () => {
    const words = [...Object.values(replies), ...Object.values(ownReplies), farewells.shutdown]
    for (const one of words.filter((text) => text.startsWith('Error.'))) {
      expect(readme).toContain(`\`${one}\``)
    }
    expect(readme).toContain(`\`${farewells.shutdown}\``)
    expect(readme).toContain('ERR: yoda has blocked you;;')
  })
})
