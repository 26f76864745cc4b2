import { readFileSync } from 'node:fs'
import { checksOf } from './checks.ts'
import { readFixtures } from './fixtures.ts'
import { conform } from './index.ts'
import { channelToy } from './testing/channel-toy.ts'
import { keepAliveToy } from './testing/keep-alive-toy.ts'
import { narrowToy } from './testing/narrow-toy.ts'
import { pullingToy } from './testing/pulling-toy.ts'
import { served } from './testing/served-toys.ts'
import { toy } from './testing/toy.ts'

const fixtures = new URL('../fixtures/', import.meta.url)

test('transcripts are read in order, and what is none says why', () => {
  expect(readFixtures(fixtures).map(({ name, problem }) => [name, problem])).toEqual([
    ['logged.txt', ''],
    ['strict.txt', ''],
    ['talk.txt', ''],
  ])
})

test('README.md says what each check wants', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  for (const { title } of [...checksOf(toy, {}), ...checksOf(served(toy), {})]) {
    expect(readme).toContain(`| \`${title}\` |`)
  }
})

const reason = 'checks.test.ts has it, it takes a second'
const memory = { 'keeps little': reason, 'client keeps little': reason }
const skip = { ...memory, specification: 'README.md there is that of the suite' }

conform(toy, { fixtures, skip })
conform(pullingToy, {
  fixtures,
  skip: { ...skip, 'transcript logged.txt': 'it is told of a removal unasked' },
})
conform(keepAliveToy, { fixtures, skip })
conform(channelToy, { fixtures: new URL('channel/', fixtures), skip: memory })
conform(narrowToy, {
  fixtures,
  skip: { ...skip, 'serialises a broadcast once': 'each session cuts for itself' },
})
