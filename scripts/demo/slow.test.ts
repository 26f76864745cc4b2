import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { jest } from '@jest/globals'

jest.setTimeout(60_000)

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const [, ...words] = String(scripts.demo).split(' ')

const started: ChildProcess[] = []

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function demo(...flags: string[]) {
  const child = spawn(process.execPath, [...words, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  return child
}

test('the slow demo names its page first, and ends with the gateway when it is told to', async () => {
  const child = demo('--slow=0')
  let errors = ''
  child.stderr.on('data', (bytes) => {
    errors += String(bytes)
  })
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    if (line.startsWith('They stay.')) break
  }
  const [, address = ''] = /^Open this page and watch: (\S+)$/.exec(lines[0] ?? '') ?? []
  expect(lines).toContain('bob (vu)     << DELIVERY olivia With all my heart.')
  const page = await fetch(address)
  expect([page.status, await page.text()]).toEqual([
    200,
    expect.stringContaining('<title>Parley</title>'),
  ])
  child.kill('SIGINT')
  expect(await once(child, 'close')).toEqual([0, null])
  expect(errors).toBe('')
  await expect(fetch(address)).rejects.toThrow('fetch failed')
})

test.each([[['--fast']], [['--slow=soon']], [['--slow', '3']]])('%j is refused', async (flags) => {
  const child = demo(...flags)
  let errors = ''
  child.stderr.on('data', (bytes) => {
    errors += String(bytes)
  })
  expect(await once(child, 'close')).toEqual([2, null])
  expect(errors).toBe('demo: expected nothing, --slow, or --slow=<seconds>\n')
})
