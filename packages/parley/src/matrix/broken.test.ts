import { discoverFullDialects } from '../discover.ts'
import { dialectNamed } from '../target.ts'
import { brokenByServer } from './broken.ts'

test('of a server that does not start nothing is checked, and nothing is broken off', async () => {
  const dialects = await discoverFullDialects()
  const dialect = dialectNamed(dialects, 'vu')
  const server = {
    name: 'ben',
    dialect,
    atOnce: 'one',
    accounts: [],
    options: () => dialect.options.parse({}),
    place: () => Promise.reject(new Error('the server has ended')),
  } as const
  expect(await brokenByServer(server, dialects)).toEqual([])
})
