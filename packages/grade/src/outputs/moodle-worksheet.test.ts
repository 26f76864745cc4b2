import { Buffer } from 'node:buffer'
import { parseRubric } from '@parley/reports'
import { parseCourse } from '../course-file.ts'
import type { Result } from '../results.ts'
import { resultOf } from '../testing/findings.ts'
import { fillWorksheet } from './fill-worksheet.ts'
import { parseWorksheet, type SaidColumns } from './worksheet.ts'

const assignment = {
  course: parseCourse({ assignment: { dialect: 'vu' } }),
  presentation: parseRubric({ points: { 'vu-1.1': 2, 'vu-1.2': 7.5 } }),
}

/** The file with the grades of these in it, and what is said of it. */
function filled(file: string | Uint8Array, results: readonly Result[], said: SaidColumns = {}) {
  const worksheet = parseWorksheet('grades.csv', Buffer.from(file), said)
  const submissions = results.map(({ submission }) => submission)
  const { bytes, notes } = fillWorksheet(worksheet, submissions, results, assignment)
  return { file: bytes.toString('utf8'), notes }
}

const ann = resultOf('Ann Lee', ['fail', 'pass'], { id: '101' })
const bo = resultOf('Bo Müller', ['pass', 'pass'], { id: '102' })

const annText =
  'Parley: 7.5 of 9.5 points. Points lost in: vu-1.1 (holds vu-1.1). Details: feedback.html.'
const boText = 'Parley: 9.5 of 9.5 points. Details: feedback.html.'

const head =
  'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (grade)","Feedback comments"\n'

test('an English worksheet: grades and feedback, and every other byte as it was', () => {
  const rest = (grade: string, feedback: string) =>
    `\ufeff${head}"Participant 101","Ann Lee",=a@x,Submitted,${grade},9.50,Yes,-,${feedback}\nParticipant 102,"Bo Müller",b@x,Submitted for grading,"",9.50,Yes,"-",\n`
  const results = filled(rest('', ''), [ann])
  expect(results.file).toBe(rest('7.5', annText))
  expect(results.notes).toEqual(['no submission for line 3 (Bo Müller)'])
})

test('a German worksheet with semicolons, a decimal comma and CRLF', () => {
  const german = (ann: readonly string[], bo: readonly string[]) =>
    [
      'ID;"Vollständiger Name";Bewertung;Bestwertung;"Bewertung kann geändert werden";"Feedback als Kommentar"',
      `Teilnehmer/in102;"Bo Müller";${bo[0]};9,50;Ja;${bo[1]}`,
      `Teilnehmer/in101;"Ann Lee";${ann[0]};9,50;Ja;${ann[1]}`,
      '',
    ].join('\r\n')
  const { file, notes } = filled(german(['', ''], ['3,00', '""']), [ann, bo])
  expect(file).toBe(german(['7,5', annText], ['9,5', `"${boText}"`]))
  expect(notes).toEqual([])
})

test('a decimal comma between commas is in quotes', () => {
  const file = 'ID,Bewertung,Bestwertung\nTeilnehmer/in101,,"9,50"\n'
  expect(filled(file, [ann]).file).toBe('ID,Bewertung,Bestwertung\nTeilnehmer/in101,"7,5","9,50"\n')
})

test('headers of another language are said in the course file, by name or by place', () => {
  const file = 'Identifiant,Nom,Note,Commentaire\nParticipant 101,Ann Lee,,\n'
  const said = { id: 1, grade: 'Note', feedback: 4 }
  expect(filled(file, [ann], said).file).toContain(`Participant 101,Ann Lee,7.5,${annText}\n`)
})

test('who has no row by an id is found by the name, unless two have it', () => {
  const file = 'Full name,Grade\nAnn Lee,\nBO  MÜLLER,\nBo Müller,\nCy Do,\n'
  const { file: same, notes } = filled(file, [ann, bo])
  expect(same).toBe(file.replace('Lee,', 'Lee,7.5'))
  expect(notes).toEqual([
    'found by the name alone: Ann Lee (101), line 2 (Ann Lee)',
    'several have one name, and no id tells them apart: Bo Müller (102), line 3 (BO  MÜLLER), line 4 (Bo Müller)',
    'no submission for line 5 (Cy Do)',
  ])
})

test('one row for two submissions of one name is nobody’s', () => {
  const other = resultOf('Ann Lee', ['pass', 'pass'], { id: '103' })
  const { file, notes } = filled('Full name,Grade\nAnn Lee,\n', [ann, other])
  expect([file, notes.length]).toEqual(['Full name,Grade\nAnn Lee,\n', 1])
})

test('an id in two rows, an id of somebody else and a submission without a row are said', () => {
  const file = 'Identifier,Full name,Grade\nP 101,Ann Lee,\nP 101,Ann Lee,\nP 102,Eve Low,\n'
  const { file: same, notes } = filled(file, [ann, bo, resultOf('Di Od', [], { id: '9' })])
  expect(same).toBe(file.replace('Eve Low,', 'Eve Low,9.5'))
  expect(notes).toEqual([
    'several rows have one id: Ann Lee (101), line 2 (Ann Lee), line 3 (Ann Lee)',
    'the id is the same, and the name is another: Bo Müller (102), line 4 (Eve Low)',
    'no row for the submission of Di Od (9)',
  ])
})

test('what has no grade, what is locked, and what somebody has written stays', () => {
  const file = `${head}Participant 101,Ann Lee,,,5,100,No,,\nParticipant 102,Bo Müller,,,4,100,Yes,,<p>Well done</p>\nParticipant 103,Cy,,,3,100,Yes,,old\n`
  const cy = resultOf('Cy', ['skip', 'skip'], { id: '103', state: 'needs-staff' })
  const { file: same, notes } = filled(file, [ann, bo, cy])
  expect(same).toBe(file.replace(',4,', ',9.5,'))
  expect(notes).toEqual([
    'its maximum is 100, and there are 9.5 points: they are written as they are',
    'left as it was, since the grade is locked: Ann Lee, line 2',
    'feedback of somebody else was kept: Bo Müller, line 3',
    'left as it was, since there is no grade (needs-staff): Cy, line 4',
  ])
})

test('feedback of a run before is replaced, also where Moodle has put it into a paragraph', () => {
  const file = `${head}Participant 101,Ann Lee,,,5,9.5,Yes,,<p>Parley: 5 of 9.5 points.</p>\n`
  expect(filled(file, [ann]).file).toContain(`,7.5,9.5,Yes,,${annText}\n`)
})

test('titles of checks are text in Moodle’s HTML', () => {
  const [outcome] = ann.findings?.outcomes ?? []
  if (ann.findings === undefined || outcome === undefined) throw new Error('no findings')
  const outcomes = [{ ...outcome, title: 'answers <nobody> & "all"' }]
  const result = { ...ann, findings: { ...ann.findings, outcomes } }
  const { file } = filled(`${head}Participant 101,Ann Lee,,,,2,Yes,,\n`, [result])
  expect(file).toContain('(answers &lt;nobody&gt; &amp; &quot;all&quot;)')
})

test.each([
  ['', {}, 'the file is empty'],
  ['a,b\n', {}, 'this is neither a worksheet of Moodle nor a gradebook of Canvas'],
  ['Identifier,Grade,Scale\n', {}, 'it grades by a scale, and not by points'],
  ['Identifier,Grade\n', { grade: 3 }, 'there are 2 columns'],
  ['Identifier,Grade\n', { grade: 'Mark' }, 'no column is called this ("Identifier", "Grade")'],
  ['x,x\n', { grade: 'x' }, 'several columns are called this'],
  ['a,b\n', { grade: 'b' }, 'no column says who a row is about'],
])('%j with %j is refused', (file, said, message) => {
  expect(() => parseWorksheet('grades.csv', Buffer.from(file), said)).toThrow(message)
})
