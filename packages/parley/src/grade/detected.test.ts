import { copyFileSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parseCourse, planClass } from '@parley/grade'
import { studentPrograms } from '../testing/student-programs.ts'

/** Each in a folder of its own, with what programs of its folder have in common. */
function classOf(programs: ReturnType<typeof studentPrograms>): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  for (const { name, path } of programs) {
    const own = join(folder, name.replace('/', ' '))
    mkdirSync(own)
    const text = readFileSync(path, 'utf8')
    const shared = ['base_server', 'base_client'].filter((one) => text.includes(`import ${one}`))
    for (const file of [basename(path), ...shared.map((one) => `${one}.py`)]) {
      copyFileSync(join(dirname(path), file), join(own, file))
    }
  }
  return folder
}

test.each(['server', 'client'] as const)(
  'of each %s as students write them it is known how it is started',
  async (side) => {
    const course = parseCourse({ assignment: { dialect: 'vu', side } })
    const work = mkdtempSync(join(tmpdir(), 'parley-'))
    const programs = studentPrograms(side)
    const wanted = { side, rules: course.start, usualPort: 5378 }
    const { submissions } = await planClass(classOf(programs), work, course, wanted)
    expect(submissions).toHaveLength(programs.length)
    const unknown = submissions.filter(({ submission, plan }) => {
      const program = programs.find(({ name }) => name.replace('/', ' ') === submission.id)
      const candidate = plan.status === 'ready' ? plan.candidates[0]?.main : undefined
      return candidate !== basename(program?.path ?? '')
    })
    const told = unknown.map(
      ({ submission, plan }) => `${submission.id}: ${plan.reasons.join('; ')}`,
    )
    expect(told).toEqual([])
  },
)
