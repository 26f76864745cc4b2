import { layoutFault, submissionsOf } from './submissions.ts'

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

test('Moodle: folders have no underscore at their end since version 4.1', () => {
  const entries = [
    'Group A-Ann Lee_101_assignsubmission_file',
    'Participant_7_assignsubmission_file',
  ]
  const { submissions } = submissionsOf(entries, 'moodle')
  expect(submissions.map(({ id, name }) => [id, name])).toEqual([
    ['101', 'Group A-Ann Lee'],
    ['7', 'Participant'],
  ])
})

test.each([
  ['in time', ['ekbo_78_9002_chat.zip'], '78', 'ekbo', ['chat.zip']],
  ['late', ['leeann_LATE_77_9001_chat.py'], '77', 'leeann', ['chat.py']],
  ['again', ['leeann_77_9001_chat-2.py'], '77', 'leeann', ['chat.py']],
  ['a name with an underscore', ['vander_berg_79_9_chat.c'], '79', 'vander_berg', ['chat.c']],
  ['anonymous', ['anon_aB3dE_9005_chat.py'], 'aB3dE', 'anon', ['chat.py']],
  ['anonymous and late', ['LATE_anon_12345_9005_chat.py'], '12345', 'anon', ['chat.py']],
  ['files of a series', ['x_7_1_lab-1.py', 'x_7_2_lab-2.py'], '7', 'x', ['lab-1.py', 'lab-2.py']],
  ['two of one name', ['x_7_1_a.py', 'x_7_2_a.py'], '7', 'x', ['x_7_1_a.py', 'x_7_2_a.py']],
])('Canvas: %s', (_what, files, id, name, names) => {
  const { submissions, strays } = submissionsOf(files, 'canvas')
  expect(strays).toEqual([])
  expect(
    submissions.map((one) => [one.id, one.name, one.entries.map((entry) => entry.name)]),
  ).toEqual([[id, name, names]])
})

test('Canvas: texts and links are nobody’s', () => {
  const files = ['ekbo_78_text.html', 'ekbo_LATE_78_link.html']
  expect(submissionsOf(files, 'canvas')).toEqual({ submissions: [], strays: files })
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

const moodle = 'Ann Lee_101_assignsubmission_file_'

test.each([
  [
    [moodle],
    'canvas',
    /^no entry is named as layout canvas has it.*did you mean layout: moodle\?$/,
  ],
  [[moodle], 'folders', 'all entries are named as Moodle does: say layout: moodle'],
  [['ann'], 'moodle', 'no entry is named as layout moodle has it, as ann is not'],
  [['__MACOSX', '.DS_Store'], 'folders', 'there is nothing in it'],
] as const)('a class of %j is not laid out as %s', (entries, layout, fault) => {
  expect(layoutFault(entries, layout)).toEqual(expect.stringMatching(fault))
})

test.each([
  [['ann', moodle], 'folders'],
  [['ann', moodle], 'moodle'],
  [['leeann_77_9001_server.py'], 'canvas'],
] as const)('a class of %j may be laid out as %s', (entries, layout) => {
  expect(layoutFault(entries, layout)).toBeUndefined()
})
