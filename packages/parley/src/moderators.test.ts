import { memoryPorts } from '@parley/engine'
import { moderatorsOf, warnOfModerators } from './moderators.ts'
import { configurationOf, type Settings } from './settings.ts'
import { asFlag } from './settings-sources.ts'

const said = (settings: Settings) => configurationOf({ settings, naming: asFlag })

test('names are taken in the form in which they are compared', () => {
  expect([...moderatorsOf(said({}))]).toEqual([])
  expect([...moderatorsOf(said({ moderator: ['jose\u0301', 'ann'] }))]).toEqual([
    'jos\u00e9',
    'ann',
  ])
})

test('what cannot be a name is refused, and the flag is named', () => {
  expect(() => moderatorsOf(said({ moderator: ['ann', 'a b'] }))).toThrow(
    '--moderator: "a b" cannot be a name',
  )
})

test('a name without an account is warned of', () => {
  const { accounts } = memoryPorts()
  accounts.put({ name: 'ann', hash: 'x', since: 1 })
  const warnings: string[] = []
  warnOfModerators(new Set(['ann', 'bob']), { accounts }, (_level, text) => warnings.push(text))
  expect(warnings).toEqual([
    '--moderator: bob has no account yet: whoever makes it will be a moderator',
  ])
})
