import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { visibleFolders } from './visible-folders.ts'

/** A home folder with these files in it. */
function homeWith(...paths: readonly string[]): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'parley-')))
  for (const path of paths) {
    mkdirSync(join(home, path, '..'), { recursive: true })
    writeFileSync(join(home, path), '')
  }
  return home
}

test('of a home folder only programs of the path are seen, with what belongs to them', () => {
  const home = homeWith(
    ...['.tool/shims/python', '.tool/versions/3/python', '.tool/credentials', '.ssh/id', 'bin/own'],
    ...['.local/bin/own', '.local/share/keys', 'node_modules/.bin/parley'],
  )
  const folders = ['.tool/shims', 'bin', '.local/bin', 'node_modules/.bin', 'missing/bin']
  const path = ['/usr/bin', ...folders.map((folder) => join(home, folder)), 'relative'].join(':')
  const seen = visibleFolders(path, home).map(({ to }) => to)
  expect(seen.filter((to) => to.startsWith(home))).toEqual(
    ['.tool/shims', '.tool/versions', 'bin', '.local/bin'].map((folder) => join(home, folder)),
  )
  expect(seen).toEqual(expect.arrayContaining(['/usr', '/etc']))
})
