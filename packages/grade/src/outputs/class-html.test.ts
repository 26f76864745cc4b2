import { plainPresentation } from '@parley/reports'
import { parseCourse } from '../course-file.ts'
import type { Result } from '../results.ts'
import { resultOf } from '../testing/findings.ts'
import { classHtml } from './class-html.ts'

const assignment = {
  course: parseCourse({ assignment: { dialect: 'vu' } }),
  presentation: plainPresentation,
}

function pageOf(...results: readonly Result[]): string {
  return classHtml(results, assignment)
}

/** The page without what the switch hides. */
function withoutNames(page: string): string {
  return page.replaceAll(/<(a|span|div) class="(?:[\w ]+ )?who"[^>]*>.*?<\/\1>/g, '')
}

const failing = resultOf('Ann & Lee', ['pass', 'fail', 'warn'])
const alike = { ...resultOf('Bo', ['pass', 'fail', 'warn']), why: 'see Bo/server.py' }

test('names stand only where the switch hides them, and a number stays in their place', () => {
  const page = pageOf(failing, alike, resultOf('Bo Ek', ['pass', 'pass', 'pass']))
  expect(page).toContain('<input type="checkbox" id="hide-names">')
  expect(page).toContain('body:has(#hide-names:checked) .who { display: none; }')
  expect(page).toContain(
    '<a class="who" href="feedback/Ann%20%26%20Lee/feedback.html">Ann &amp; Lee</a>',
  )
  const rest = withoutNames(page)
  expect(rest).not.toMatch(/Ann|Lee|\bBo\b|Ek/)
  expect(rest).toContain('<tr><th scope="row"><span class="number">3</span> </th>')
})

test('a verdict is a mark for the eye and a word for who does not see it', () => {
  const page = pageOf({
    ...failing,
    differing: [{ id: 'vu-1.3', first: 'fail', again: 'warn' }],
  })
  expect(page).toContain(
    '<td class="verdict fail"><span aria-hidden="true">✗</span><span class="spoken">fail</span></td>',
  )
  expect(page).toContain(
    '<td class="verdict warn"><span aria-hidden="true">!≠</span><span class="spoken">warn, differently in its repeat</span></td>',
  )
})

test('the rate of each check, and who fails alike', () => {
  const page = withoutNames(pageOf(failing, alike, resultOf('Cy', ['pass', 'pass', 'fail'])))
  expect(page).toContain(
    '<tr><th scope="row">vu-1.3</th><td>33 % (1 of 3)</td><td>67 % (2 of 3)</td>',
  )
  expect(page).toContain('<tr><th scope="row">vu-1.2</th><td>67 % (2 of 3)</td><td></td>')
  const numbers = '<span class="number">1</span>, <span class="number">2</span>'
  expect(page).toContain(`<li>${numbers}: vu-1.2, vu-1.3</li>`)
})

test('why a submission was not graded to the end', () => {
  const item = '<li><span class="number">2</span> <span class="who">Bo</span> timed-out'
  const page = pageOf(failing, { ...alike, state: 'timed-out' })
  expect(page).toContain(`${item}<span class="who">: see Bo/server.py</span></li>`)
})

test('how many are in which state, and how long they ran', () => {
  const page = pageOf(failing, resultOf('Cy', [], { state: 'no-start' }))
  expect(page).toContain('2 submissions, 1 graded, 1 no-start, 2 ms of runs')
})

test('what nobody was tested on is said before the table', () => {
  const line = 'not tried for anybody: vu-1.1 (no reason is known)'
  const page = pageOf(resultOf('Ann', ['skip', 'pass']))
  expect(page).toContain(`<p class="notice">${line}</p>`)
})
