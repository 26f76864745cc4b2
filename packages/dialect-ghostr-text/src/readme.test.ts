import { readFileSync } from 'node:fs'
import { replyFields, requestFields } from './frames.ts'
import { optionNotes, options } from './options.ts'
import { farewells, ownReplies, replies } from './replies.ts'
import { rules } from './rules.ts'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = text('../README.md')

/** What one side says in a transcript, as it looks on a screen. */
function screen(transcript: string, side: 'C' | 'S'): string {
  const lines = transcript.split('\n').filter((line) => line.startsWith(`${side} `))
  return lines.map((line) => `${line.slice(2)}\n`).join('')
}

describe('README.md', () => {
  test('opens with a session that happens', () => {
    const hans = text('../fixtures/nc.txt')
    const yoda = text('../fixtures/yoda.txt')
    expect(readme).toContain(`\`\`\`text\n${screen(hans, 'C')}\`\`\``)
    expect(readme).toContain(`\`\`\`text\n${screen(hans, 'S')}\`\`\``)
    expect(readme).toContain(`nc 127.0.0.1 3332\n${screen(yoda, 'C')}\`\`\``)
    const received = screen(yoda, 'S').split('\n').slice(2).join('\n')
    expect(readme).toContain(`\`\`\`text\n${received}\`\`\``)
  })

  test.each(rules)('has the section of $id', ({ id }) => {
    expect(readme).toContain(`**${id.replace(/^ghostr-text-|[a-z]$/g, '')}**`)
  })

  test('has every option with its default', () => {
    const defaults = options.parse({})
    expect(Object.keys(optionNotes)).toEqual(Object.keys(defaults))
    for (const [name, value] of Object.entries(defaults)) {
      expect(readme).toMatch(new RegExp(`\\| \`${name}\` \\| \`?${value}\`? \\|`))
    }
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

describe('rules', () => {
  test('each has an id of its own, in the order of the sections', () => {
    const ids = rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    const order = ids.map((id) => {
      const [, section = '', row = '', letter = ''] =
        /^ghostr-text-(\d)\.(\d+)([a-z]?)$/.exec(id) ?? []
      return section + row.padStart(2, '0') + letter
    })
    expect(order).toEqual([...order].sort())
    for (const key of order) expect(key).toMatch(/^\d{3}[a-z]?$/)
  })
})
