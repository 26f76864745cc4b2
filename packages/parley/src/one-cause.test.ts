import { findingsOf, forStaff } from '@parley/reports'
import { checkingFor, dialects, Haste, runTrial } from './testing/run-trial.ts'

/** By the kind of fault: a client, and checks that fail because of it, each in a way of its own. */
const rows = [
  ['a request by another name', 'ktn', 'users', ['2.1f', '8.1', '8.2b']],
  ['a request in a form of its own', 'ghostr-text', 'other-list', ['1.4', '9.6a']],
  ['fields in each other’s place', 'ghostr', 'swaps', ['1.1', '8.1a']],
  ['a line end that is not due', 'ghostr', 'line-end', ['1.1', '1.1a', '8.1a']],
  ['a line end that is missing', 'vu', 'no-line-end', ['1.1', '2.1']],
  ['another encoding', 'ghostr-text', 'latin1', ['9.4d', '8.1a']],
  ['a command for the client itself', 'toom', 'sends-upd', ['5.1', '5.2']],
  ['an end where it should go on', 'toom', 'gives-up', ['2.2i', '2.2j']],
  ['words that are misspelt', 'vu', 'misspelt', ['4.6d', '5.2']],
  ['words of another answer', 'vu', 'mixes-errors', ['4.8a', '5.2a']],
  ['words that are not shown', 'llp', 'silent-login', ['5.2b', '5.6']],
  ['a list that is not shown', 'vu', 'one-name', ['4.6', '5.2b']],
  ['a message that is sent twice', 'vu', 'sends-twice', ['4.6c', '5.2c']],
  ['a line that is too short', 'irc', 'short-user', ['2.2', '4.1f']],
  ['a name that should not be sent', 'vu', 'sends-bad-names', ['4.4', '4.4a']],
] as const

test.concurrent.each(rows)('%s is one cause: %s %s', async (_kind, name, faultName, sections) => {
  const dialect = dialects.find((one) => one.name === name)
  if (dialect === undefined) throw new Error(`there is no ${name}`)
  const fault = checkingFor(dialect).faults.client.find((one) => one.name === faultName)
  if (fault === undefined) throw new Error(`${name} has no fault ${faultName}`)
  const only = sections.map((section) => `${name}-${section}`)
  const trial = { dialect, side: 'client', scope: 'extended', seed: 1, only } as const
  const found = findingsOf(forStaff(await runTrial(trial, fault.apply(dialect), new Haste())))
  expect(found.map(({ check, others }) => [check, ...others].map(({ id }) => id))).toHaveLength(1)
  const rules = found.flatMap(({ check, others }) =>
    [check, ...others].flatMap(({ failure }) => failure?.rule?.id ?? []),
  )
  expect(rules.filter((id) => fault.breaks.includes(id))).not.toEqual([])
})
