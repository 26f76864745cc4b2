import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCourse } from './course.ts'

const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'course.yaml')

test('what is to be tried is refused where one of the names is no check', async () => {
  writeFileSync(path, 'assignment:\n  dialect: vu\n  only: [vu-2, vu-9]\n')
  await expect(readCourse(path)).rejects.toThrow(
    /line 3: assignment\.only.*: vu-9: no check, rule or group that is tried$/,
  )
  writeFileSync(path, 'assignment:\n  dialect: vu\n  only: [vu-2, vu-3.1]\n')
  const { course } = await readCourse(path)
  expect(course.assignment.only).toEqual(['vu-2', 'vu-3.1'])
})
