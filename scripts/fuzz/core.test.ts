import { discoverFullDialects } from '../../packages/parley/src/discover.ts'
import { Core } from './core.ts'
import { corpusOf } from './corpus.ts'
import { diceFrom, input } from './mutate.ts'
import { seedsOf } from './seeds.ts'

const dialects = await discoverFullDialects()

/** Longer inputs are left to the fuzzer itself, which has the time. */
const SHORT = 1000

/** Mutated messages of transcripts. */
const INPUTS = 200

test.each(dialects)(
  'lookalike names and forged lines through $name: nobody hears a sender who was never there',
  (dialect) => {
    const core = new Core(dialects)
    const dice = diceFrom(1)
    const seeds = seedsOf(dialect)
    let tried = 0
    for (let index = 0; index < seeds.count; index++) {
      const bytes = seeds.at(index)
      if (bytes.length > SHORT) continue
      tried += 1
      expect(core.feed(dialect, bytes, dice).faults).toEqual([])
    }
    expect(tried).toBeGreaterThan(20)
  },
)

test.each(dialects)('nearly right messages through $name do no harm to other users', (dialect) => {
  const core = new Core(dialects)
  const dice = diceFrom(2)
  const { client } = corpusOf(dialect)
  for (let count = 0; count < INPUTS; count++) {
    expect(core.feed(dialect, input(client, dice), dice).faults).toEqual([])
  }
})
