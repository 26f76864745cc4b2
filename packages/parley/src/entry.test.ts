import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../bin/parley.js', import.meta.url))

test('an older Node is told which one is needed, with status 2', () => {
  const preload = join(mkdtempSync(join(tmpdir(), 'parley-')), 'version.cjs')
  writeFileSync(
    preload,
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.1' } })\n",
  )
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', preload, entry, 'serve'],
    { encoding: 'utf8' },
  )
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'parley needs Node 20 or newer; this is 18.19.1\n',
  })
})
