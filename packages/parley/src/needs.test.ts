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

/** The checks of servers that no server is given with these options. */
function untriedWith(name: string, options: object): readonly string[] {
  const dialect = dialects.find((one) => one.name === name)
  if (dialect === undefined) throw new Error(`no dialect has the name ${name}`)
  const checks = checkingFor(dialect).server
  return checks.filter((check) => check.untried?.(options) !== undefined).map(checkId)
}

test.each([
  ['llp', {}, []],
  ['llp', { maxLine: 2_000_000 }, ['llp-1.4c', 'llp-1.4b', 'llp-1.4a']],
  ['llp', { maxBody: 256 }, ['llp-3.9.many']],
  ['ktn', {}, ['ktn-2.4b']],
  [
    'ktn',
    { edition: 2015, maxObject: 0, pace: 0, historySize: 30 },
    ['ktn-2.4', 'ktn-1.3a', 'ktn-1.5', 'ktn-2.4a', 'ktn-2.4b', 'ktn-4.3'],
  ],
  ['ktn', { edition: 2016, terminator: 'none' }, ['ktn-1.4a']],
  ['ghostr', {}, ['ghostr-5.1', 'ghostr-5.1a', 'ghostr-5.1b', 'ghostr-2.4b', 'ghostr-2.4c']],
  [
    'ghostr',
    { attempts: 4, timeout: 2, blockDuration: 2, register: 'closed', pace: 0 },
    [
      'ghostr-2.3',
      'ghostr-1.3a.kept',
      'ghostr-1.3a',
      'ghostr-2.3a',
      'ghostr-2.2d',
      'ghostr-2.2e',
      'ghostr-2.4',
      'ghostr-2.4b',
      'ghostr-2.4c',
    ],
  ],
  ['ghostr-text', {}, ['ghostr-text-5.1', 'ghostr-text-2.3a.over']],
  [
    'ghostr-text',
    { attempts: 1, maxObject: 0, pace: 0, register: 'closed', blockDuration: 1 },
    [
      'ghostr-text-2.1a',
      'ghostr-text-5.1',
      'ghostr-text-1.3a',
      'ghostr-text-1.5',
      'ghostr-text-1.5a',
      'ghostr-text-1.5b.parts',
      'ghostr-text-1.5c',
      'ghostr-text-9.2a',
      'ghostr-text-9.2b',
      'ghostr-text-2.3.row',
      'ghostr-text-2.3a',
    ],
  ],
  ['irc', {}, ['irc-5.3a']],
  ['irc', { pingTime: 2, pingWait: 2, history: 0 }, ['irc-6.1']],
  ['toom', {}, ['toom-2.4']],
  ['toom', { attempts: 1, blockDuration: 2 }, ['toom-2.2a', 'toom-2.2g']],
])('no server of %s with %j is tried on what its options rule out', (name, options, ids) => {
  expect(untriedWith(name, options)).toEqual(ids)
})
