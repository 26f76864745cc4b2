import { dialect } from '../new-dialect/template/src/index.ts'
import { fidelityPage } from './fidelity.ts'
import { limitsPage } from './limits.ts'

test('what a dialect without a client declares has a table of its own, and no pairs', () => {
  const page = fidelityPage([dialect])
  expect(page).toContain('### Dialects that are only served\n')
  expect(page).toContain('|  | `example` |\n| --- | --- |\n| direct | ● |\n')
  expect(page).toContain('| time | – |\n')
  expect(page).not.toContain('from `example` to')
  expect(page).not.toContain('| `example` | =')
  expect(fidelityPage([])).not.toContain('only served')
})

test('a dialect without a client is bounded as others are, and its words are not known', () => {
  const page = limitsPage([dialect])
  expect(page).toContain('| `example` | 4 KiB | none | none: a person may be typing |\n')
  expect(page).not.toContain('### example')
  expect(page).not.toContain('|  | `example` |')
})
