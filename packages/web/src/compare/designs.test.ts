import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { designOf, questions } from './designs.ts'

const packages = new URL('../../../', import.meta.url)

test.each(['llp', 'vu', 'ktn', 'ghostr', 'ghostr-text', 'toom'])(
  'every section that the design of %s cites is in its specification',
  async (name) => {
    const page = await readFile(new URL(`dialect-${name}/README.md`, packages), 'utf8')
    const answers = Object.entries(designOf(name)?.answers ?? {})
    expect(answers.map(([question]) => question)).toEqual(Object.keys(questions))
    const missing = answers.filter(([, { section }]) => !page.includes(`**${section}**`))
    expect(missing).toEqual([])
  },
)

test('a dialect that nobody has described has no design', () => {
  expect(designOf('toString')).toBeUndefined()
})
