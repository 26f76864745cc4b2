import { serverDialect } from '@parley/contract'
import { UsageError } from './errors.ts'
import { listenerOptions } from './listener-options.ts'

const ring = serverDialect({
  ...{ name: 'ring', defaultPort: 7123, shape: 'a line' },
  splitter: () => {
    throw new Error('not used')
  },
  serve: () => {
    throw new Error('not used')
  },
})

/** The options of a listener whose settings are these. */
function optionsWith(option: Record<string, unknown>) {
  const naming = (path: readonly PropertyKey[]) => `--${path.join(' ')}`
  return listenerOptions(ring, { settings: { strict: true, option: { ring: option } }, naming })
}

test('a dialect without options of its own has those of every listener', () => {
  expect(optionsWith({ names: 'exact' })).toEqual({ names: 'exact', options: { strict: true } })
})

test.each([
  [{ foo: 1 }, '--option ring: there is no option "foo"'],
  [{ strict: 'yes' }, '--option ring: strict: expected true or false'],
])('what a dialect says is wrong with %j is a usage error', (option, words) => {
  expect(() => optionsWith(option)).toThrow(new UsageError(words))
})
