import { readFileSync } from 'node:fs'
import { readTranscript } from '@parley/conformance'
import { NEED_MORE } from '@parley/contract'
import { client } from './client.ts'
import { optionNotes, options } from './options.ts'
import { complaints, loginWords, replies, words } from './replies.ts'
import { rules } from './rules.ts'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = text('../README.md')

/** A pickle of either side as README.md shows it: what is typed, or the body of a reply. */
function shown(bytes: Uint8Array, side: 'C' | 'S'): string {
  const splitter = client.splitter(options.parse({}))
  splitter.push(bytes)
  const frame = splitter.next(4096)
  if (frame === NEED_MORE || !('kind' in frame) || frame.kind !== 'reply')
    throw new Error('no pickle')
  return side === 'C' ? `${frame.type} ${frame.body}`.trimEnd() : frame.body
}

describe('README.md', () => {
  test('opens with a session from a transcript', () => {
    const { steps } = readTranscript(text('../fixtures/demo.txt'))
    const screen = steps.flatMap((step) => {
      return step.kind === 'C' || step.kind === 'S' ? [shown(step.bytes, step.kind)] : []
    })
    expect(readme).toContain(`\`\`\`text\n${screen.slice(3).join('\n')}\n\`\`\``)
  })

  test.each(rules)('has the section of $id', ({ id }) => {
    expect(readme).toContain(`**${id.replace(/^toom-|[a-z]$/g, '')}**`)
  })

  test('has every option with its default', () => {
    const defaults = options.parse({})
    expect(Object.keys(optionNotes)).toEqual(Object.keys(defaults))
    for (const [name, value] of Object.entries(defaults)) {
      expect(readme).toMatch(new RegExp(`\\| \`${name}\` \\| \`?${value}\`?`))
    }
  })

  test('quotes every reply', () => {
    const refusals = [...Object.values(replies), ...Object.values(complaints)]
    for (const { type, body } of refusals) expect(readme).toContain(`\`${body || type}\``)
    for (const said of [...Object.values(words), ...loginWords.values()]) {
      expect(readme).toContain(said)
    }
  })
})

describe('rules', () => {
  test('each has an id of its own, in the order of the sections', () => {
    const ids = rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    const order = ids.map((id) => {
      const [, section = '', row = '', letter = ''] = /^toom-(\d)\.(\d+)([a-z]?)$/.exec(id) ?? []
      return section + row.padStart(2, '0') + letter
    })
    expect(order).toEqual([...order].sort())
    for (const key of order) expect(key).toMatch(/^\d{3}[a-z]?$/)
  })
})
