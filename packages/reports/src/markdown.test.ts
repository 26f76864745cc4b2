import { escapeMarkdown, markdownText } from './markdown.ts'
import { parseRubric } from './rubric.ts'
import { everyVerdict, failedOutcome, sampleFindings, sampleOutcome } from './testing/findings.ts'
import { forStaff, forStudents } from './view.ts'

it('has a table of the groups, then what has not passed', () => {
  const rubric = parseRubric({
    points: { 'vu-3': 4 },
    default: 'name-only',
    visibility: { 'vu-3.7.spaces': 'full', 'vu-4': 'hidden' },
  })
  expect(markdownText(forStudents(sampleFindings(everyVerdict), rubric))).toBe(
    `# vu server: not passed

- Checked: \` localhost:5000 \`, 5 of 5 checks in 3.2 s
- Checks: 1 passed, 1 failed, 1 warned, 1 skipped, 1 error (2 of these hidden)
- 1 FAIL costs points; 1 WARN costs none
- connections: not closed properly in 1 of 5 checks (this is no verdict, and costs nothing)
- start here: vu-3.7.spaces title of vu-3.7.spaces (explains 1 check, costs 4 points)
- MUST: a FAIL where it is broken
- Points: 0 of 4 points
- The same run again: \` --replay vu-seed-7 \`

| group | passed | failed | warned | skipped | errors | points |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| vu-2 Logging in | 1 | 0 | 0 | 0 | 0 | 0 of 0 |
| vu-3 Commands | 0 | 1 | 1 | 0 | 0 | 0 of 4 |
| (hidden) | 0 | 0 | 0 | 1 | 1 | 0 of 0 |

## ✗ FAIL vu-3.7.spaces title of vu-3.7.spaces

\`\`\`text
rule      The sentence of vu-3.7. (section 3.7, paper of 2025)
expected  BAD-RQST-BODY\\n
came      BAD-RQST-HDR\\n
                   ^
why       the answer is not the one that is due
perhaps   you refuse the first word
points    0 of 4 points
   0 ms  A · connected
  12 ms  A → SEND bob\\n
✗ 14 ms  A ← BAD-RQST-HDR\\n
hint      Look at where the line is split.
run       parley check server vu localhost:5000 --only vu-3.7.spaces
\`\`\`

## ! WARN vu-3.8 title of vu-3.8
`,
  )
})

it('has failures first, then warnings, then why others were skipped', () => {
  const outcomes = [
    sampleOutcome('vu-1.1', { verdict: 'skip', reason: 'needs vu-3.7' }),
    sampleOutcome('vu-1.2', { verdict: 'warn' }),
    failedOutcome('vu-3.7'),
    failedOutcome('vu-3.8'),
  ]
  const headings = markdownText(forStaff(sampleFindings(outcomes))).match(/^## .*$/gm) ?? []
  expect(headings.map((line) => line.split(' ')[3])).toEqual([
    'vu-3.7',
    'vu-3.8',
    'vu-1.2',
    undefined,
  ])
})

it('escapes what is markup', () => {
  expect(escapeMarkdown('a|b `c` <i> [x](y) *z* @you #1 \\ & \n')).toBe(
    'a\\|b \\`c\\` &#60;i&#62; \\[x\\](y) \\*z\\* &#64;you \\#1 \\\\ &#38; \\\\n',
  )
})

it('has a longer fence around backticks', () => {
  const outcome = failedOutcome('vu-3.7', { hint: '````' })
  expect(markdownText(forStaff(sampleFindings([outcome])))).toContain('\n`````text\n')
})
