import { readFileSync } from 'node:fs'
import { groupOf } from '@parley/kit'
import { discoverFullDialects } from './discover.ts'

const dialects = await discoverFullDialects()

test.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
  'the sections of %s are those of its specification, and each rule stands in one',
  (name, { rules, sections }) => {
    const readme = readFileSync(new URL(`../../dialect-${name}/README.md`, import.meta.url), 'utf8')
    const headings = new Map(
      Array.from(readme.matchAll(/^## (\d+)\. (.*)$/gm), ([, number = '', title = '']) => [
        number,
        title.replace(/ \(.*\)$/, ''),
      ]),
    )
    expect(Object.entries(sections)).toEqual(
      Object.keys(sections).map((number) => [number, headings.get(number)]),
    )
    const titled = new Set(Object.keys(sections).map((number) => `${name}-${number}`))
    expect(rules.filter(({ id }) => !titled.has(groupOf(id)))).toEqual([])
  },
)
