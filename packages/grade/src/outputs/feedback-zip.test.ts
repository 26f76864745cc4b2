import { Buffer } from 'node:buffer'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { submissionsOf } from '../submissions.ts'
import { unpackZip } from '../unpack.ts'
import { submissionBounds, UnpackBudget } from '../unpack-budget.ts'
import { feedbackZip } from './feedback-zip.ts'

test('each page is in the folder that Moodle knows its student by', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const pages = [
    { submission: { id: '101', name: 'Zoë Lee' }, page: '<p>Zoë</p>' },
    { submission: { id: '102', name: 'Group_1-Bo Ek' }, page: '<p>Bo</p>' },
  ]
  const bytes = feedbackZip(pages)
  expect(feedbackZip(pages)).toEqual(bytes)
  writeFileSync(join(folder, 'feedback.zip'), bytes)
  const budget = new UnpackBudget(submissionBounds)
  expect(await unpackZip(join(folder, 'feedback.zip'), folder, budget)).toEqual([])
  const folders = readdirSync(folder).filter((one) => one !== 'feedback.zip')
  expect(folders).toEqual([
    'Group 1-Bo Ek_102_assignsubmission_file_',
    'Zoë Lee_101_assignsubmission_file_',
  ])
  const [, last = ''] = folders
  expect(readFileSync(join(folder, last, 'feedback.html'), 'utf8')).toBe('<p>Zoë</p>')
  expect(submissionsOf(folders, 'moodle').submissions.map(({ id }) => id)).toEqual(['102', '101'])
})

test('each entry is made by Unix with its name in UTF-8, so that unzip keeps umlauts', () => {
  const pages = [{ submission: { id: '101', name: 'Zoë Lee' }, page: '<p>Zoë</p>' }]
  const bytes = Buffer.from(feedbackZip(pages))
  const central = bytes.indexOf('PK\u0001\u0002')
  expect(bytes.readUInt8(central + 5)).toBe(3)
  expect(bytes.readUInt16LE(central + 8) & 0x800).toBe(0x800)
  expect(bytes.readUInt32LE(central + 38) >>> 16).toBe(0o100_644)
})
