import { htmlText } from './html.ts'
import { parseRubric } from './rubric.ts'
import {
  everyVerdict,
  failedOutcome,
  sampleFailure,
  sampleFindings,
  sampleOutcome,
  sampleRule,
} from './testing/findings.ts'
import { forStaff, forStudents } from './view.ts'

const html = htmlText(
  forStaff(sampleFindings(everyVerdict), parseRubric({ points: { 'vu-3': 4 } })),
)

it('asks nobody for anything, and runs nothing', () => {
  expect(html).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
  )
  expect(html).not.toMatch(/https?:|src=|href=|url\(|@import|<script|\son\w+=/i)
})

it('tells of the run', () => {
  expect(html).toContain('<h1>vu server <span class="badge fail">NOT PASSED</span></h1>')
  expect(html).toContain(`<dl class="facts">
<dt>Checked</dt><dd><code>localhost:5000</code></dd>
<dt>Begun</dt><dd>2026-01-02 03:04:05 UTC</dd>
<dt>Took</dt><dd>3.2 s</dd>
<dt>Checks</dt><dd>5 of 5</dd>
<dt>Cost</dt><dd>1 FAIL costs points; 1 WARN costs none</dd>
<dt>Start here</dt><dd>vu-3.7.spaces title of vu-3.7.spaces (explains 1 check, costs 4 points)</dd>
<dt>Closing</dt><dd>not closed properly in 1 of 5 checks (this is no verdict, and costs nothing)</dd>
<dt>Words</dt><dd>MUST: a FAIL where it is broken</dd>
<dt>Points</dt><dd>0 of 4 points</dd>
<dt>Same run again</dt><dd><code>--replay vu-seed-7</code></dd>
</dl>`)
  expect(html).toContain(
    '<tr><td>vu-3 Commands</td><td class="none">0</td><td>1</td><td>1</td><td class="none">0</td><td class="none">0</td><td>0 / 4</td></tr>',
  )
  expect(html).toContain(
    '<label class="fail"><input type="checkbox" id="show-fail" checked> failed <b>1</b></label>',
  )
})

it('has failures open, with the first wrong byte and its line marked, and the wire in two columns', () => {
  expect(html).toContain(`<details class="fail" open>
<summary><span class="badge">FAIL</span>
<code>vu-3.7.spaces</code><span class="title">title of vu-3.7.spaces</span>
<span class="soft">0 of 4 points</span></summary>
<div class="body"><p>The sentence of vu-3.7. <span class="soft">MUST, section 3.7, paper of 2025</span></p><div class="bytes"><span class="soft">expected</span><code>BAD-RQST-BODY\\n</code><span class="soft">came</span><code>BAD-RQST-<mark>H</mark>DR\\n</code></div><p><span class="soft">Why:</span> the answer is not the one that is due</p><p><span class="soft">Perhaps:</span> you refuse the first word</p><div class="wide"><table class="log"><thead>
<tr><th>time</th><th>wire</th><th>kit</th><th>program</th></tr></thead><tbody>
<tr><td>0 ms</td><td>A</td><td colspan="2" class="event">connected</td></tr>
<tr><td>12 ms</td><td>A</td><td><code>SEND bob\\n</code></td><td></td></tr>
<tr class="wrong"><td>14 ms</td><td>A</td><td></td><td><code>BAD-RQST-HDR\\n</code></td></tr>
</tbody></table></div><p><span class="soft">Hint:</span> Look at where the line is split.</p><p><span class="soft">Run it alone:</span> <code>parley check server vu localhost:5000 --only vu-3.7.spaces</code></p></div>
</details>`)
  expect(html).toContain('<details class="warn">')
  expect(html.match(/<details/g)).toHaveLength(5)
})

it('shows only what is near the first wrong byte of very much', () => {
  const failure = sampleFailure(sampleRule('vu-3.7'), { came: new Uint8Array(10_000), at: 5000 })
  const long = htmlText(forStaff(sampleFindings([failedOutcome('vu-3.7', { failure })])))
  expect(long).toContain('<em>2952 bytes before …</em>\\x00')
  expect(long).toContain('\\x00<mark>\\x00</mark>\\x00')
  expect(long).toContain('\\x00<em>… 2952 bytes more</em>')
})

it('says of a check with no more than a name that there is no more', () => {
  const rubric = parseRubric({ default: 'name-only' })
  expect(htmlText(forStudents(sampleFindings([failedOutcome('vu-3.7')]), rubric))).toContain(
    '<div class="body"><p class="soft">No more is shown of this check.</p></div>',
  )
})

it('says of a program that never ran why, and of no check that it was not tried', () => {
  const findings = sampleFindings([
    sampleOutcome('vu-3.7', { verdict: 'skip', blockedBy: 'vu-2.1' }),
    sampleOutcome('vu-3.8', { verdict: 'skip' }),
  ])
  const rubric = parseRubric({ points: { 'vu-3': 4 } })
  const output = ["a.c:1:5: error: expected '<'", '    1 | int a', 'make: Error 1']
  const trouble = { why: 'the build failed: exit status 2', output }
  const stopped = htmlText(forStudents({ ...findings, trouble }, rubric))
  expect(stopped).toContain(`<p class="notice">not checked: the build failed: exit status 2</p>
<p class="soft">It printed:</p>
<pre>a.c:1:5: error: expected &#39;&lt;&#39;
    1 | int a
make: Error 1</pre>`)
  expect(stopped).toContain('<dt>Checks</dt><dd>none of 2 could be tried</dd>')
  expect(stopped).not.toMatch(/<main|<details|<dt>Cost/)
  expect(stopped.slice(stopped.indexOf('</header>'))).toBe('</header>\n</body>\n</html>\n')
  const late = { why: 'the time is up', output: [] }
  const outcomes = [sampleOutcome('vu-3.7'), ...findings.outcomes.slice(1)]
  expect(htmlText(forStudents({ ...findings, outcomes, trouble: late }, rubric))).toContain(
    '<main>',
  )
})

it('says whose program it is and what was done to it, where that is known', () => {
  const page = htmlText(forStudents(sampleFindings([]), parseRubric({})), {
    whose: 'Ann <Berg> (101)',
    notes: ['a <b> was renamed'],
  })
  expect(page).toContain('<title>Ann &lt;Berg&gt; (101): vu server: ')
  expect(page).toContain('<h1>Ann &lt;Berg&gt; (101): vu server <span')
  expect(page).toContain('<p class="notice">a &lt;b&gt; was renamed</p>')
})

it('tells an exchange once that is tried again and again', () => {
  const said = (kind: 'sent' | 'came', time: number, wire: string, text: string) => ({
    ...{ kind, time, wire },
    bytes: Buffer.from(text),
  })
  const log = ['A', 'B', 'C', 'D'].flatMap((wire, index) => [
    said('sent', 10 * index, wire, 'HELLO-FROM ann\n'),
    said('came', 10 * index + 5, wire, 'IN-USE\n'),
  ])
  const page = htmlText(forStaff(sampleFindings([failedOutcome('vu-3.7', { log })])))
  expect(page).toContain(`<th>program</th></tr></thead><tbody>
<tr><td>0 ms</td><td>A</td><td><code>HELLO-FROM ann\\n</code></td><td></td></tr>
<tr><td>5 ms</td><td>A</td><td></td><td><code>IN-USE\\n</code></td></tr>
<tr class="wrong"><td>10 ms</td><td></td><td colspan="2" class="event">the same 3 times more, on B, C and D, until 35 ms</td></tr>
</tbody>`)
})
