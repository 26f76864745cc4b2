import { Buffer } from 'node:buffer'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCourse } from './course-file.ts'
import { planClass } from './plan-class.ts'
import { zipOf } from './testing/zip.ts'

/** The smallest server of which it is seen how it is started. */
const server = Buffer.from(
  "import socket, sys\nsocket.create_server(('', int(sys.argv[1]))).accept()\n",
)

/** Who is in a download of this layout, which files they have, and what is said of it. */
async function planned(
  layout: 'moodle' | 'canvas',
  files: Readonly<Record<string, Uint8Array>>,
  more: object = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const source = join(folder, 'download.zip')
  writeFileSync(source, zipOf(Object.entries(files).map(([name, bytes]) => ({ name, bytes }))))
  const course = parseCourse({ assignment: { dialect: 'vu' }, layout, ...more })
  const wanted = { side: 'server', rules: course.start, usualPort: 5378 } as const
  const { submissions, notes } = await planClass(source, join(folder, 'work'), course, wanted)
  const all = submissions.map(({ submission: { id, name }, root, plan }) => [
    id,
    name,
    plan.status,
    readdirSync(root).toSorted(),
  ])
  return { all, notes }
}

test('a download of Moodle', async () => {
  const files = {
    'Ann Lee_101_assignsubmission_file_/server.py': server,
    'Ann Lee_101_assignsubmission_file_/lib/users.py': Buffer.from('users = {}\n'),
    'Bo Müller_102_assignsubmission_file/chat.zip': zipOf([{ name: 'chat/run.py', bytes: server }]),
    'Cy Do_103_assignsubmission_file_server.py': server,
    'Cy Do_103_assignsubmission_onlinetext_/onlinetext.html': Buffer.from('<p>Hello</p>'),
  }
  expect(await planned('moodle', files)).toEqual({
    all: [
      ['101', 'Ann Lee', 'ready', ['lib', 'server.py']],
      ['102', 'Bo Müller', 'ready', ['run.py']],
      ['103', 'Cy Do', 'ready', ['server.py']],
    ],
    notes: [
      'Cy Do_103_assignsubmission_onlinetext_ is nobody’s: its name is not as the layout has it',
    ],
  })
})

test('a download of Canvas', async () => {
  const files = {
    'leeann_77_9001_server.py': server,
    'leeann_77_9002_users-1.py': Buffer.from('users = {}\n'),
    'mullerbo_LATE_78_9003_chat.zip': zipOf([{ name: 'chat/run.py', bytes: server }]),
    'docy_79_9004_a.py': server,
    'docy_79_9005_a.py': server,
    'omdi_80_text.html': Buffer.from('<p>Hello</p>'),
  }
  expect(await planned('canvas', files)).toEqual({
    all: [
      ['79', 'docy', 'needs-staff', ['docy_79_9004_a.py', 'docy_79_9005_a.py']],
      ['77', 'leeann', 'ready', ['server.py', 'users.py']],
      ['78', 'mullerbo', 'ready', ['run.py']],
    ],
    notes: ['omdi_80_text.html is nobody’s: its name is not as the layout has it'],
  })
})

test('an id in the course file that no submission has is said', async () => {
  const start = { overrides: { 101: { command: ['a'] }, 110: { command: ['a'] } } }
  const marks = { 101: { points: 1, why: 'late' }, 111: { points: 0, why: 'late' } }
  const files = { 'Ann Lee_101_assignsubmission_file_/server.py': server, 'notes.txt': server }
  const { notes } = await planned('moodle', files, { start, marks })
  expect(notes).toEqual([
    'notes.txt is nobody’s: its name is not as the layout has it',
    'start.overrides.110 of the course file: no submission has this id',
    'marks.111 of the course file: no submission has this id',
  ])
})
