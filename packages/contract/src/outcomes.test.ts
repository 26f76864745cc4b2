import { readFileSync } from 'node:fs'
import { closeReasons, errorCodes } from './index.ts'

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')

function tableUnder(heading: string): Record<string, string> {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = [...section.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)]
  return Object.fromEntries(rows.map(([, code = '', meaning = '']) => [code, meaning]))
}

test('docs/errors.md lists every error code, and no other, with its meaning', () => {
  expect(tableUnder('Error codes')).toEqual(errorCodes)
})

test('docs/errors.md lists every close reason, and no other, with its meaning', () => {
  expect(tableUnder('Close reasons')).toEqual(closeReasons)
})
