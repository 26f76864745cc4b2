import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NEED_MORE, serverDialect } from '@parley/contract'
import { discoverFullDialects } from './discover.ts'
import { run } from './testing/program.ts'
import { dissectorsOf, pluginFolder } from './wireshark-command.ts'

const dialects = await discoverFullDialects()

test('one file has a dissector of every dialect, and what is printed is what is written', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'wireshark-')), 'plugins')
  const lua = await dissectorsOf(dialects)
  for (const { name } of dialects) expect(lua).toContain(`["name"] = "${name}"`)
  const path = join(folder, 'parley.lua')
  expect(await run('wireshark', '--dir', folder)).toEqual({
    ...{ status: 0, stderr: '', stdout: `${path}\n` },
  })
  expect(readFileSync(path, 'utf8')).toBe(lua)
  expect((await run('wireshark', '--print')).stdout).toBe(lua)
})

test('a dialect without a dissector is left out', async () => {
  const bare = serverDialect({
    name: 'bare',
    defaultPort: 1,
    shape: '',
    splitter: () => ({ push: () => {}, next: () => NEED_MORE }),
    serve: () => ({ take: () => {}, hear: () => {} }),
  })
  expect(await dissectorsOf([...dialects, bare])).toBe(await dissectorsOf(dialects))
})

test.each([[[]], [['--print', '--install']], [['--print', '--dir', 'x']]])(
  'parley wireshark %j is used wrongly',
  async (flags) => {
    expect(await run('wireshark', ...flags)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'parley: wireshark: say one of --install, --print and --dir <folder>\n',
    })
  },
)

test.each([
  ['linux', {}, '/home/ann/.local/lib/wireshark/plugins'],
  ['darwin', {}, '/home/ann/.local/lib/wireshark/plugins'],
  ['win32', { APPDATA: '/roaming' }, '/roaming/Wireshark/plugins'],
  ['win32', {}, '/home/ann/AppData/Roaming/Wireshark/plugins'],
] as const)('the plugins of one user of %s with %j are in %s', (platform, environment, folder) => {
  expect(pluginFolder(platform, environment, '/home/ann')).toBe(folder)
})
