import { checksOf } from './checks.ts'
import { readFixtures } from './fixtures.ts'
import { faulty } from './testing/faulty.ts'
import { type Toy, toy } from './testing/toy.ts'

const fixtures = readFixtures(new URL('../fixtures/', import.meta.url))

/** What the toy has of a specification. */
const readme = '| `strict` | false |\n| `maxLine` | 65536 |\n| `log` | `` |\n**1.1** **1.2**'

function found(dialect: Toy, title: string): readonly string[] | undefined {
  return checksOf(dialect, { fixtures, readme })
    .find((check) => check.title === title)
    ?.run()
}

test.each(['keeps little', 'client keeps little', 'specification'])('the toy: %s', (title) => {
  expect(found(toy, title)).toEqual([])
})

test.each(faulty)('a dialect that $fault is caught', ({ dialect, caughtBy, finding }) => {
  expect(found(dialect, caughtBy)).toContainEqual(expect.stringMatching(finding))
})

test('a dialect without transcripts is caught', () => {
  const [first] = checksOf(toy, {})
  expect(first?.run()).toEqual(['there are none'])
})

test('every check can fail', () => {
  const caught = new Set([
    'has transcripts',
    'transcript strict.txt',
    'transcript logged.txt',
    ...faulty.map(({ caughtBy }) => caughtBy),
  ])
  const titles = checksOf(toy, { fixtures }).map(({ title }) => title)
  expect(titles.filter((title) => !caught.has(title))).toEqual([])
})
