import { submissionsOf } from './submissions.ts'

test('Moodle: folders and files of a student belong together, and texts typed online are nobody’s', () => {
  const entries = [
    'Ann Lee_101_assignsubmission_file_',
    'Bo Ek_102_assignsubmission_file_server.py',
    'Bo Ek_102_assignsubmission_file_users.py',
    'Bo Ek_102_assignsubmission_onlinetext_',
    '__MACOSX',
  ]
  expect(submissionsOf(entries, 'moodle')).toEqual({
    submissions: [
      {
        id: '101',
        name: 'Ann Lee',
        folder: 'Ann Lee_101',
        entries: [{ entry: entries[0], name: entries[0] }],
      },
      {
        ...{ id: '102', name: 'Bo Ek', folder: 'Bo Ek_102' },
        entries: [
          { entry: entries[1], name: 'server.py' },
          { entry: entries[2], name: 'users.py' },
        ],
      },
    ],
    strays: ['Bo Ek_102_assignsubmission_onlinetext_'],
  })
})

test('Canvas: a late file that was handed in again has the name that the student gave it', () => {
  const { submissions } = submissionsOf(
    ['leeann_LATE_77_9001_server-2.py', 'ekbo_78_9002_chat.zip'],
    'canvas',
  )
  expect(
    submissions.map(({ id, name, entries }) => ({
      id,
      name,
      names: entries.map((one) => one.name),
    })),
  ).toEqual([
    { id: '78', name: 'ekbo', names: ['chat.zip'] },
    { id: '77', name: 'leeann', names: ['server.py'] },
  ])
})

test('a pattern of the course says which part is what', () => {
  const layout = { pattern: '^(?<name>.+)-(?<id>[a-z]\\d+)\\.zip$' }
  const { submissions, strays } = submissionsOf(['Ann-s1.zip', 'readme.txt'], layout)
  expect(submissions).toMatchObject([{ id: 's1', name: 'Ann' }])
  expect(strays).toEqual(['readme.txt'])
})

test('folders of the results lie within theirs, and no two are the same', () => {
  const layout = { pattern: '^(?<id>.+)$' }
  const { submissions } = submissionsOf(['a:b', 'a;b', 'A_B', '...'], layout)
  expect(submissions.map(({ folder }) => folder)).toEqual(['A_B', 'a_b-2', 'a_b-3'])
})
