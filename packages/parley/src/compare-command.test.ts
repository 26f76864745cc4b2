import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { jest } from '@jest/globals'
import { discoverFullDialects } from './discover.ts'
import { noBrowser, TestBrowser } from './testing/browser.ts'
import { run } from './testing/program.ts'
import { refused } from './testing/refused.ts'

jest.setTimeout(30_000)

const dialects = await discoverFullDialects()
const folder = mkdtempSync(join(tmpdir(), 'parley-'))

test('without a file the designs stand in a table, a line for each dialect', async () => {
  const { status, stdout, stderr } = await run('compare')
  const lines = stdout.split('\n')
  expect([status, stderr]).toEqual([0, ''])
  expect(lines[3]).toBe('dialect      bytes  overhead  login  send  list  where a message ends')
  expect(lines.slice(4, -3).map((line) => line.split(' ')[0])).toEqual(
    dialects.map(({ name }) => name),
  )
  // SEND betty hello there, and a newline.
  expect(lines).toContain(
    'vu              23      52 %      1     1     1  At the newline: one line is one message.',
  )
})

test('a file that exists is replaced with --force alone', async () => {
  const path = join(folder, 'there.html')
  writeFileSync(path, 'mine')
  const existing = await run('compare', '--html', path)
  expect(existing).toEqual({
    status: 2,
    stdout: '',
    stderr: `parley: --html: ${path} is there already; --force replaces it\n`,
  })
  expect(readFileSync(path, 'utf8')).toBe('mine')
  const replaced = await run('compare', '--html', path, '--force')
  expect(replaced).toEqual({
    status: 0,
    stdout: `${path} is written: a browser opens it, and it needs nothing else\n`,
    stderr: '',
  })
  expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>/)
})

test.each([
  [
    ['--html', join(folder, 'none/x.html')],
    `--html: cannot write ${join(folder, 'none/x.html')}: ${join(folder, 'none')}: there is no such file or folder`,
  ],
  [['--html', folder], `--html: cannot write ${folder}: it is a folder`],
  [['--html'], '--html: expected a file'],
  [['--force'], '--force: nothing is written without --html'],
])('%j is refused', async (flags, message) => {
  const refusal = { status: 2, stderr: `parley: ${message}\n` }
  expect(await refused('compare', ...flags)).toEqual(refusal)
})

const look = noBrowser === undefined ? test : test.skip

look(
  `the file compares a text that is typed, without any server${noBrowser === undefined ? '' : ` (${noBrowser})`}`,
  async () => {
    const path = join(folder, 'page.html')
    await run('compare', '--html', path)
    const browser = await TestBrowser.open()
    const page = await browser.page()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(pathToFileURL(path).href)
    await page.getByLabel('Text').fill('typed by hand')
    await page.getByText('typed by hand').nth(dialects.length).waitFor()
    const shown = await page.locator('.comparison .tag').allTextContents()
    expect(shown).toEqual(dialects.map(({ name }) => name))
    expect(asked).toEqual([pathToFileURL(path).href])
    expect(browser.complaints).toEqual([])
    await browser.close()
  },
)
