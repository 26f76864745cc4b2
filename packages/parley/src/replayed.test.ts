import { conversation, type Recorded } from './testing/replay-corpus.ts'
import { replayed } from './testing/replay-trial.ts'
import { checkingFor, dialects } from './testing/run-trial.ts'

/** For a frame of a gateway that is wrong, in milliseconds. */
const TIMEOUT = 400

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))('%s', (_, dialect) => {
  let recorded: Recorded

  beforeAll(async () => {
    recorded = await conversation(dialect)
  })

  test('a gateway says the same again, cut into other segments', async () => {
    const { difference, frames } = await replayed(recorded.script, dialect, { cut: 1 })
    expect(difference).toBe(undefined)
    expect(frames).toBeGreaterThan(10)
  })

  test('a gateway with a fault differs', async () => {
    const settings = { timeout: TIMEOUT, cut: 1 }
    for (const fault of checkingFor(dialect).faults.server.slice(0, 3)) {
      const { difference } = await replayed(recorded.script, fault.apply(dialect), settings)
      if (difference !== undefined) return
    }
    throw new Error('none of the first faults was seen')
  })
})
