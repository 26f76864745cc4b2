import { checkId } from '@parley/kit'
import { checkingFor, dialects } from './testing/run-trial.ts'

const sides = ['server', 'client'] as const

const rows = dialects.flatMap((dialect) =>
  sides.map((side) => [dialect.name, side, dialect] as const),
)

test.each(rows)('no MUST of %s is left untried because of a SHOULD, %s', (_name, side, dialect) => {
  const levels = new Map(dialect.rules.map(({ id, level }) => [id, level]))
  const checks = checkingFor(dialect)[side]
  const ruleOf = (need: string) => checks.find((check) => checkId(check) === need)?.rule ?? need
  const wrong = checks
    .filter(({ rule }) => levels.get(rule) === 'MUST')
    .flatMap((check) =>
      (check.needs ?? [])
        .filter((need) => levels.get(ruleOf(need)) === 'SHOULD')
        .map((need) => `${checkId(check)} needs ${need}`),
    )
  expect(wrong).toEqual([])
})
