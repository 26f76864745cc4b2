import { readFileSync } from 'node:fs'
import { optionNotes } from './options.ts'
import { farewells } from './replies.ts'
import { rules } from './rules.ts'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = text('../README.md')

/** What one side says in a transcript, as it looks on a screen. */
function screen(transcript: string, side: 'C' | 'S'): string {
  const lines = transcript.split('\n').filter((line) => line.startsWith(`${side} `))
  return lines.map((line) => `${line.slice(2).replace(/\\n$/, '')}\n`).join('')
}

describe('README.md', () => {
  test('opens with a session from a transcript', () => {
    const transcript = text('../fixtures/nc.txt')
    expect(readme).toContain(`\`\`\`text\n${screen(transcript, 'C')}\`\`\``)
    expect(readme).toContain(`\`\`\`text\n${screen(transcript, 'S')}\`\`\``)
  })

  test.each(rules)('has the section of $id', ({ id }) => {
    expect(readme).toContain(`**${id.replace(/^vu-|[a-z]$/g, '')}**`)
  })

  test('has every option', () => {
    for (const name of Object.keys(optionNotes)) expect(readme).toContain(`| \`${name}\` |`)
  })

  test('quotes the farewell', () => {
    expect(readme).toContain(`\`DELIVERY server ${farewells.shutdown}\\n\``)
  })
})

describe('rules', () => {
  test('each has an id of its own, in the order of the sections', () => {
    const ids = rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual([...ids].sort())
    for (const id of ids) expect(id).toMatch(/^vu-\d+\.\d+[a-z]?$/)
  })
})
