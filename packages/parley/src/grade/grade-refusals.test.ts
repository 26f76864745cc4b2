import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../errors.ts'
import { gradeCommand } from './grade-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-'))
const course = join(folder, 'course.yaml')
const broken = join(folder, 'class.zip')
writeFileSync(course, 'assignment: { dialect: vu }\n')
writeFileSync(broken, 'this is no archive')

test('a broken archive of the class is named, and nothing is left behind', async () => {
  const out = join(folder, 'out')
  const grading = gradeCommand({ course, submissions: broken, out, plan: true })
  await expect(grading).rejects.toThrow(
    new UsageError('grade: class.zip is no zip archive, or is damaged'),
  )
  expect(existsSync(out)).toBe(false)
})

test.each([course, join(course, 'within')])(
  'results are not written into a file: %s',
  async (out) => {
    const grading = gradeCommand({ course, submissions: folder, out })
    await expect(grading).rejects.toThrow(new UsageError(`--out: ${course} is a file`))
  },
)
