import { Buffer } from 'node:buffer'
import { parseRubric } from '@parley/reports'
import { parseCourse } from '../course-file.ts'
import { resultOf } from '../testing/findings.ts'
import { fillWorksheet } from './fill-worksheet.ts'
import { parseWorksheet, type SaidColumns } from './worksheet.ts'

const assignment = {
  course: parseCourse({ assignment: { dialect: 'vu' } }),
  presentation: parseRubric({ points: { 'vu-1.1': 2.5 } }),
}

/** As the names of files in a download of Canvas have them. */
const results = [
  resultOf('leeann', ['pass'], { id: '77' }),
  resultOf('ekbo', ['fail'], { id: '78' }),
  resultOf('docy', ['pass'], { id: '79' }),
  resultOf('omdi', ['pass'], { id: '80' }),
]

function filled(file: string, said: SaidColumns = {}) {
  const worksheet = parseWorksheet('gradebook.csv', Buffer.from(file), said)
  const submissions = results.map(({ submission }) => submission)
  const { bytes, notes } = fillWorksheet(worksheet, submissions, results, assignment)
  return { file: bytes.toString('utf8'), notes }
}

const gradebook = (ann: string, bo: string) =>
  [
    'Student,ID,SIS Login ID,Section,Chat server (4711),Current Score,Final Score',
    ',,,,Manual Posting,,',
    '    Points Possible,,,,2.50,(read only),(read only)',
    `"Lee, Ann",77,al7,Net 1,${ann},90.00,=A1`,
    `"Ek, Bo",78,be8,"Net 1, Net 2",${bo},"",`,
    '"Do, Cy",79,cd9,Net 1,EX,,',
    '"Om, Di",80,do1,Net 1,N/A,,',
    '"Student, Test",99,f00,Net 1,,,',
    '',
  ].join('\n')

test('a gradebook: the grades of the one assignment, and every other byte as it was', () => {
  const { file, notes } = filled(gradebook('1.00', ''))
  expect(file).toBe(gradebook('2.5', '0'))
  expect(notes).toEqual([
    'no submission for line 8 (Student, Test)',
    'left as it was, since the student is excused (EX): docy, line 6',
    'left as it was, since the student does not have this assignment (N/A): omdi, line 7',
  ])
})

test('of several assignments the course file says which', () => {
  const file = 'Student,ID,Section,Chat (1),Web (2)\n"Lee, Ann",77,1,,\n'
  expect(() => filled(file)).toThrow('it has several assignments: "Chat (1)", "Web (2)"')
  expect(filled(file, { grade: 'Web (2)' }).file).toBe(file.replace('1,,', '1,,2.5'))
})

test('names in two columns, semicolons and a decimal comma', () => {
  const file =
    '\ufeffLastName;FirstName;ID;Section;Chat (1)\r\n    Points Possible;;;;2,50\r\nLee;Ann;5;1;\r\n'
  const { file: changed, notes } = filled(file)
  expect(changed).toBe(file.replace('5;1;', '5;1;2,5'))
  expect(notes[0]).toBe('found by the name alone: leeann (77), line 3 (Lee, Ann)')
})

test('a gradebook without an assignment is refused', () => {
  const file = 'Student,ID,Section\n'
  expect(() => filled(file)).toThrow('it has no column of an assignment')
})
