import { readFileSync } from 'node:fs'
import { optionNotes, options } from './options.ts'
import { farewells, informs, ownReplies, replies } from './replies.ts'
import { rules } from './rules.ts'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = text('../README.md')

/** What one side says in a transcript, as it looks on a screen. */
function screen(transcript: string, side: 'C' | 'S'): string {
  const lines = transcript.split('\n').filter((line) => line.startsWith(`${side} `))
  const shown = lines.map((line) => line.slice(2).replace(/\\n$/, '').replaceAll('\\\\', '\\'))
  return shown.map((line) => `${line}\n`).join('')
}

describe('README.md', () => {
  test('opens with a session from a transcript', () => {
    const alice = text('../fixtures/nc.txt')
    const bob = screen(text('../fixtures/bob.txt'), 'S')
    expect(readme).toContain(`\`\`\`text\n${screen(alice, 'C')}\`\`\``)
    expect(readme).toContain(`\`\`\`text\n${screen(alice, 'S')}\`\`\``)
    expect(readme).toContain(`\`\`\`text\n${bob.slice(bob.indexOf('\n') + 1)}\`\`\``)
  })

  test.each(rules)('has the section of $id', ({ id }) => {
    expect(readme).toContain(`**${id.replace(/^ktn-|[a-z]$/g, '')}**`)
  })

  test('has every option with its default', () => {
    const defaults = options.parse({})
    expect(Object.keys(optionNotes)).toEqual(Object.keys(defaults))
    for (const [name, value] of Object.entries(defaults)) {
      expect(readme).toMatch(new RegExp(`\\| \`${name}\` \\| \`?${value}\`? \\|`))
    }
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

describe('rules', () => {
  test('each has an id of its own, in the order of the sections', () => {
    const ids = rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    const order = ids.map((id) => {
      const [, section = '', row = '', letter = ''] = /^ktn-(\d)\.(\d+)([a-z]?)$/.exec(id) ?? []
      return section + row.padStart(2, '0') + letter
    })
    expect(order).toEqual([...order].sort())
    for (const key of order) expect(key).toMatch(/^\d{3}[a-z]?$/)
  })
})
