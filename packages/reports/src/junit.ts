import { detailLines, messageOf } from './check-details.ts'
import { oneLine } from './one-line.ts'
import { type CheckView, type HiddenCheck, isPlainPass, type ReportView } from './view-model.ts'
import { baselineNotes, diagnosisText, headlines, scoreText, unfinished } from './wording.ts'
import { type Xml, xmlDocument } from './xml.ts'

type Check = CheckView | HiddenCheck
type Suite = readonly [name: string, checks: readonly Check[]]

/**
 * The report in the JUnit XML that Jenkins, GitLab and Surefire’s readers take: one suite for each
 * group. A known failure is skipped; a broken SHOULD has passed, and its `system-out` says what is to
 * be said. A run that is not whole, and what passes though the baseline knows it to fail, are cases
 * of a suite of their own, `run`.
 */
export function junitText(shown: ReportView): string {
  const suites = suitesOf(shown).map(([name, checks]) => suite(name, checks, shown))
  const extra = runCases(shown)
  const all = shown.checks.map(kindOf)
  return xmlDocument({
    name: 'testsuites',
    attributes: {
      name: `${shown.dialect} ${shown.side}`,
      tests: all.length + extra.length,
      failures: count(all, 'failure') + extra.filter(({ kind }) => kind === 'failure').length,
      errors: count(all, 'error') + extra.filter(({ kind }) => kind === 'error').length,
      time: seconds(shown.time),
    },
    content: [...suites, ...(extra.length === 0 ? [] : [runSuite(extra, shown)])],
  })
}

type Kind = 'passed' | 'failure' | 'error' | 'skipped'

function kindOf({ verdict, known }: Check): Kind {
  switch (verdict) {
    case 'pass':
    case 'warn':
      return 'passed'
    case 'fail':
      return known ? 'skipped' : 'failure'
    case 'skip':
      return 'skipped'
    case 'error':
      return 'error'
  }
}

function suitesOf({ checks }: ReportView): readonly Suite[] {
  const suites = new Map<string, Check[]>()
  for (const check of checks) {
    const name = check.visibility === 'hidden' ? 'hidden' : check.group
    suites.set(name, [...(suites.get(name) ?? []), check])
  }
  return [...suites]
}

function suite(name: string, checks: readonly Check[], shown: ReportView): Xml {
  const kinds = checks.map(kindOf)
  return {
    name: 'testsuite',
    attributes: {
      name: oneLine(name),
      tests: checks.length,
      failures: count(kinds, 'failure'),
      errors: count(kinds, 'error'),
      skipped: count(kinds, 'skipped'),
      time: seconds(checks.reduce((sum, check) => sum + timeOf(check), 0)),
      timestamp: timestamp(shown),
    },
    content: [properties(shown), ...checks.map((check, index) => testcase(check, index, name))],
  }
}

function properties(shown: ReportView): Xml {
  const values = {
    target: shown.target,
    token: shown.token,
    state: shown.state,
    audience: shown.audience,
    points: scoreText(shown),
    diagnoses: shown.diagnoses.map(diagnosisText).join('; ') || undefined,
  }
  const content = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name: 'property', attributes: { name, value: oneLine(value) } }],
  )
  return { name: 'properties', content }
}

function testcase(check: Check, index: number, suiteName: string): Xml {
  const classname = oneLine(suiteName)
  if (check.visibility === 'hidden') {
    const attributes = { classname, name: `hidden ${index + 1}` }
    return { name: 'testcase', attributes, content: resultOf(check, undefined, []) }
  }
  const details = isPlainPass(check) ? [] : detailLines(check, 120)
  const text = details.length === 0 ? [] : [`\n${details.join('\n')}\n`]
  return {
    name: 'testcase',
    attributes: {
      classname,
      name: oneLine(`${check.id} ${check.title}`),
      time: seconds(check.time),
    },
    content: resultOf(check, check, text),
  }
}

/** `text`: what there is to say; only failures and errors have a place for it of their own. */
function resultOf(
  check: Check,
  open: CheckView | undefined,
  text: readonly string[],
): readonly Xml[] {
  const out = text.map((each) => ({ name: 'system-out', content: [each] }))
  switch (kindOf(check)) {
    case 'passed':
      return out
    case 'failure': {
      const attributes = {
        message: plain(open === undefined ? undefined : messageOf(open)),
        type: open?.failure?.rule?.level ?? 'MUST',
      }
      return [{ name: 'failure', attributes, content: text }]
    }
    case 'error': {
      const attributes = { message: plain(open?.reason), type: 'kit' }
      return [{ name: 'error', attributes, content: text }]
    }
    case 'skipped': {
      const message = check.known ? knownText(open) : open?.reason
      return [{ name: 'skipped', attributes: { message: plain(message) } }, ...out]
    }
  }
}

function plain(text: string | undefined): string | undefined {
  return text === undefined ? undefined : oneLine(text)
}

function knownText(check: CheckView | undefined): string {
  return check?.knownReason === undefined ? 'a known failure' : `known: ${check.knownReason}`
}

interface RunCase {
  readonly kind: 'failure' | 'error'
  readonly name: string
  readonly message: string
}

function runCases(shown: ReportView): readonly RunCase[] {
  const open = unfinished(shown)
  const { fixed, hiddenFixed } = shown.baseline ?? { fixed: [], hiddenFixed: 0 }
  const outdated = fixed.length + hiddenFixed > 0
  return [
    ...(open === undefined
      ? []
      : [{ kind: 'error' as const, name: 'the run is complete', message: open }]),
    ...(shown.trouble === undefined
      ? []
      : [
          {
            kind: 'error' as const,
            name: 'the program can be checked',
            message: headlines(shown).join('; '),
          },
        ]),
    ...(outdated
      ? [
          {
            kind: 'failure' as const,
            name: 'the baseline is up to date',
            message: baselineNotes(shown).join('; '),
          },
        ]
      : []),
  ]
}

function runSuite(cases: readonly RunCase[], shown: ReportView): Xml {
  return {
    name: 'testsuite',
    attributes: {
      name: 'run',
      tests: cases.length,
      failures: cases.filter(({ kind }) => kind === 'failure').length,
      errors: cases.filter(({ kind }) => kind === 'error').length,
      skipped: 0,
      time: '0.000',
      timestamp: timestamp(shown),
    },
    content: cases.map(({ kind, name, message }) => ({
      name: 'testcase',
      attributes: { classname: 'run', name, time: '0.000' },
      content: [{ name: kind, attributes: { message: oneLine(message), type: 'run' } }],
    })),
  }
}

function count(kinds: readonly Kind[], kind: Kind): number {
  return kinds.filter((each) => each === kind).length
}

function timeOf(check: Check): number {
  return check.visibility === 'hidden' ? 0 : check.time
}

function seconds(time: number): string {
  return (time / 1000).toFixed(3)
}

/** The schema has no place for a time zone: UTC. */
function timestamp({ started }: ReportView): string {
  return new Date(started).toISOString().slice(0, 19)
}
