import { Buffer } from 'node:buffer'
import type { Findings, Outcome } from '@parley/kit'
import { withBaseline } from './baseline.ts'
import { classroomResult, encodeClassroomResult } from './classroom.ts'
import { gradescopeResult } from './gradescope.ts'
import { htmlText } from './html.ts'
import { jsonText } from './json.ts'
import { junitText } from './junit.ts'
import { markdownText } from './markdown.ts'
import { type Presentation, parseRubric } from './rubric.ts'
import { tapText } from './tap.ts'
import { reportText } from './terminal.ts'
import { sampleFindings, sampleOutcome, sampleRule } from './testing/findings.ts'
import { forStaff, forStudents } from './view.ts'
import type { ReportView } from './view-model.ts'

const writers = {
  terminal: (shown: ReportView) => reportText(shown, { verbose: true, width: 2000 }),
  json: jsonText,
  junit: junitText,
  tap: tapText,
  markdown: markdownText,
  gradescope: (shown: ReportView) => JSON.stringify(gradescopeResult(shown)),
  classroom: (shown: ReportView) => JSON.stringify(classroomResult(shown)),
  html: htmlText,
} as const

const all = Object.entries(writers)

/** A failure with another text in each of its places: the mark, and the name of the place. */
function marked(id: string, mark: string, over: Partial<Outcome> = {}): Outcome {
  const rule = sampleRule(id, { sentence: `${mark}sentence` })
  const happened = (['sent', 'came'] as const).map((kind) => ({
    ...{ kind, time: 1, wire: 'A', bytes: Buffer.from(`${mark}log${kind}`) },
  }))
  const seen = (['event', 'typed', 'shown'] as const).map((kind) => ({
    ...{ kind, time: 1, wire: 'A', text: `${mark}log${kind}` },
  }))
  return sampleOutcome(id, {
    rule,
    title: `${mark}title`,
    verdict: 'fail',
    failure: {
      rule,
      expected: `${mark}expected`,
      came: Buffer.from(`${mark}came`),
      at: undefined,
      why: `${mark}why`,
      recognised: [`${mark}recognised`],
    },
    reason: `${mark}reason`,
    hint: `${mark}hint`,
    ending: { verdict: 'warn', how: `${mark}how` },
    log: [...happened, ...seen],
    command: `${mark}command`,
    ...over,
  })
}

const everywhere = [
  ...['title', 'sentence', 'expected', 'came', 'why', 'recognised', 'reason', 'hint', 'how'],
  ...['command', 'logsent', 'logcame', 'logevent', 'logtyped', 'logshown', 'known'],
]

/** What of a marked outcome is in a text. */
function found(text: string, mark: string): readonly string[] {
  return everywhere.filter((place) => text.includes(mark + place))
}

describe('what may not be seen', () => {
  const ids = { full: 'vu-1.1', actual: 'vu-2.1', name: 'vu-3.1', hidden: 'vu-4.1' } as const
  const outcomes = [
    marked(ids.full, 'QfullQ', { reason: 'vu-4.1 and QhiddenQtitle: QhiddenQsentence' }),
    marked(ids.actual, 'QactualQ'),
    marked(ids.name, 'QnameQ'),
    marked(ids.hidden, 'QhiddenQ'),
    sampleOutcome('vu-4.2'),
  ]
  const rubric = parseRubric({
    points: { 'vu-1': 1, 'vu-4': 4 },
    visibility: { 'vu-2': 'actual-only', 'vu-3': 'name-only', 'vu-4': 'hidden' },
  })
  const baseline = new Map([
    [ids.full, 'QfullQknown'],
    [ids.actual, 'QactualQknown'],
    [ids.name, 'QnameQknown'],
    [ids.hidden, 'QhiddenQknown'],
    ['vu-4.2', 'QhiddenQfixed'],
    ['vu-4.9', 'QhiddenQunknown'],
  ])
  const shown = forStudents(withBaseline(sampleFindings(outcomes), baseline), rubric)

  it.each(all)('is not in %s', (_, write) => {
    const text = write(shown)
    expect(text).not.toContain('QhiddenQ')
    expect(text).not.toMatch(/vu-4/)
    expect(found(text, 'QnameQ')).toEqual(['title'])
    const actual = found(text, 'QactualQ')
    const seen = ['title', 'came', 'logsent', 'logcame', 'logtyped', 'logshown']
    expect(seen).toEqual(expect.arrayContaining([...actual]))
    expect(actual).toContain('came')
  })

  it.each(all)('is in %s for staff', (_, write) => {
    const text = write(forStaff(withBaseline(sampleFindings(outcomes), baseline), rubric))
    expect(found(text, 'QhiddenQ')).toEqual(everywhere)
  })

  it('is in no Base64 either', () => {
    const encoded = encodeClassroomResult(classroomResult(shown))
    expect(Buffer.from(encoded, 'base64').toString()).not.toContain('QhiddenQ')
    const report = jsonText(shown).match(/(?<="base64": ")[^"]*/g) ?? []
    const decoded = report.map((each) => Buffer.from(each, 'base64').toString())
    expect(decoded.filter((each) => /Q(hidden|name)Q|logsent/.test(each))).toEqual([
      'QfullQlogsent',
      'QactualQlogsent',
    ])
  })
})

const hostile =
  '<script>alert(1)</script> ]]> | `a` ``` "q" \'s\' \0 \x1b[31m \r\nnot ok 1 - x\n::error::\ud800 \u202e & é # \\ \x85'

describe('hostile text', () => {
  const outcome = marked('vu-1.1', hostile)
  const warned = marked('vu-1.2', hostile, { verdict: 'warn' })
  const skipped = marked('vu-1.3', hostile, { verdict: 'skip' })
  const known = new Map([['vu-1.2', hostile]])
  const findings = sampleFindings([outcome, warned, skipped, sampleOutcome(hostile)], {
    target: hostile,
    token: hostile,
  })
  const shown = forStaff(withBaseline(findings, known))

  it.each(all.filter(([name]) => name !== 'json'))(
    'has no control characters in %s',
    (_, write) => {
      expect(write(shown).match(/[^\P{Cc}\n]|\u202e|[\ud800-\udfff]/u)?.[0]).toBeUndefined()
    },
  )

  it.each([
    ['terminal', 'alert(1)</script> ]]> | `a` ``` "q" \'s\' \\x00 \\x1b[31m \\r\\nnot ok 1 - x\\n'],
    [
      'json',
      'alert(1)</script> ]]> | `a` ``` \\"q\\" \'s\' \\u0000 \\u001b[31m \\r\\nnot ok 1 - x\\n',
    ],
    [
      'junit',
      'name="vu-1.1 &lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; | `a` ``` &quot;q&quot; &#39;s&#39; \\x00 \\x1b[31m \\r\\nnot ok',
    ],
    [
      'tap',
      'not ok 1 - vu-1.1 <script>alert(1)</script> ]]> | `a` ``` "q" \'s\' \\\\x00 \\\\x1b[31m \\\\r\\\\nnot ok 1 - x\\\\n',
    ],
    [
      'markdown',
      'vu-1.1 &#60;script&#62;alert(1)&#60;/script&#62; \\]\\]&#62; \\| \\`a\\` \\`\\`\\` "q" \'s\' \\\\x00 \\\\x1b\\[31m',
    ],
    ['gradescope', '<script>alert(1)</script> ]]> | `a` ``` \\"q\\" \'s\' \\\\x00 \\\\x1b[31m'],
    ['classroom', '<script>alert(1)</script> ]]> | `a` ``` \\"q\\" \'s\' \\\\x00 \\\\x1b[31m'],
    [
      'html',
      '<span class="title">&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; | `a` ``` &quot;q&quot; &#39;s&#39; \\x00 \\x1b[31m \\r\\nnot ok 1',
    ],
  ] as const)('survives in %s', (name, text) => {
    expect(writers[name](shown)).toContain(text)
  })

  it('is no markup in HTML', () => {
    const html = htmlText(shown)
    expect(html).not.toContain('<script')
    expect(() => readXml(bodyOf(html))).not.toThrow()
  })

  it('is no line of its own in TAP, and no cell in Markdown', () => {
    expect(readTap(tapText(shown)).points).toEqual([
      { ok: false, directive: '' },
      { ok: false, directive: 'TODO' },
      { ok: true, directive: 'SKIP' },
      { ok: true, directive: '' },
    ])
    const row = markdownText(shown)
      .split('\n')
      .filter((line) => line.startsWith('| '))
    expect(row.map((line) => line.match(/(?<!\\)\|/g)?.length)).toEqual([7, 7, 7, 7])
  })

  it('is well-formed XML', () => {
    expect(readXml(junitText(shown))).toBe('testsuites')
  })
})

describe('a run that goes on', () => {
  const running = (presentation: Presentation, over: Partial<Findings>) =>
    forStudents(
      sampleFindings([sampleOutcome('vu-1.1')], { state: 'running', ...over }),
      presentation,
    )

  it.each(all)('is marked in %s', (_, write) => {
    const text = write(running(parseRubric({}), { total: 47 }))
    expect(text).toMatch(/not finished: 1 of 47 checks have run|"state": "running"/i)
  })

  it('fails a harness of TAP, also where all but the end is there', () => {
    const { planned, points } = readTap(tapText(running(parseRubric({}), { total: 1 })))
    expect([planned, points.length]).toEqual([2, 1])
  })
})

/** Reads what we write of TAP 14, and throws on everything else. */
function readTap(text: string) {
  const [version, plan = '', ...lines] = text.trimEnd().split('\n')
  if (version !== 'TAP version 14') throw new Error(version)
  const points: { ok: boolean; directive: string }[] = []
  let inYaml = false
  for (const line of lines) {
    const point = /^(not )?ok (\d+) - (?:[^\\#]|\\[\\#])*(?:# (TODO|SKIP)( .*)?)?$/.exec(line)
    if (inYaml) {
      if (!/^ {2}(\.\.\.|\w+:( ".*")?| {2}- ".*")$/.test(line)) throw new Error(line)
      if (line.includes('"')) JSON.parse(line.slice(line.indexOf('"')))
      inYaml = line !== '  ...'
    } else if (line === '  ---') inYaml = true
    else if (point !== null) {
      expect(Number(point[2])).toBe(points.length + 1)
      points.push({ ok: point[1] === undefined, directive: point[3] ?? '' })
    } else if (!line.startsWith('# ')) throw new Error(line)
  }
  return { planned: Number(plan.replace('1..', '')), points }
}

/** The name of the outermost element; throws where the text is not well-formed. */
function readXml(text: string): string {
  const token =
    /<\?xml [^?]*\?>|<(\/?)([a-z0-9-]+)((?: [a-z-]+="(?:[^<&"]|&[#a-z0-9]+;)*"| open)*)(\/?)>|(?:[^<>&]|&[#a-z0-9]+;)+/gy
  const open: string[] = []
  let outermost = ''
  let at = 0
  while (at < text.length) {
    token.lastIndex = at
    const match = token.exec(text)
    if (match === null) throw new Error(`not well-formed: ${text.slice(at, at + 60)}`)
    at = token.lastIndex
    const [, closes, name, , empty] = match
    if (name === undefined) continue
    if (closes === '/' && open.pop() !== name) throw new Error(`unexpected end of ${name}`)
    if (closes === '' && empty === '') open.push(name)
    outermost ||= name
  }
  if (open.length > 0) throw new Error(`no end of ${open.join(', ')}`)
  return outermost
}

/** What is not XML in our HTML is only its head, and its fields to tick. */
function bodyOf(html: string): string {
  return html.slice(html.indexOf('<body>'), html.indexOf('</html>')).replace(/<input[^>]*>/g, '')
}
