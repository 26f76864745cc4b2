import { discoverFullDialects } from '../../packages/parley/src/discover.ts'
import { hostileTexts } from './hostile.ts'
import { seedsOf } from './seeds.ts'

const dialects = await discoverFullDialects()

test.each(dialects)(
  'each hostile text is tried in the places that the client of $name has',
  (dialect) => {
    const { count, at } = seedsOf(dialect)
    expect(count % hostileTexts.length).toBe(0)
    const places = count / hostileTexts.length
    expect(places).toBeGreaterThan(1)
    for (const [index, text] of hostileTexts.entries()) {
      if (text.length < 100) expect(at(index * places).includes(text)).toBe(true)
    }
  },
)
