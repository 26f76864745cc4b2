import { readFileSync } from 'node:fs'
import { defaultLimits } from '../../packages/server/src/index.ts'
import { limitsPage } from './limits.ts'

const page = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8')

test.each(Object.keys(defaultLimits))('docs/limits.md says what --limit %s bounds', (name) => {
  expect(page).toMatch(new RegExp(`\`--limit ${name}[\`=]`))
})

test('bytes and times are shown in the largest unit in which they are whole', () => {
  const made = limitsPage([])
  expect(made).toContain('| one frame before login | 4 KiB |')
  expect(made).toContain(
    '| the time that a closing connection has to take what it is still sent | 2 s |',
  )
})
