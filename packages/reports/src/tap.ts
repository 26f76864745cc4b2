import { detailLines, messageOf } from './check-details.ts'
import { oneLine } from './one-line.ts'
import { type CheckView, type HiddenCheck, isPlainPass, type ReportView } from './view-model.ts'
import { baselineNotes, headlines, scoreText, unfinished, verdictSigns } from './wording.ts'

interface Point {
  readonly ok: boolean
  readonly description: string
  readonly directive?: string
  readonly diagnostics?: Readonly<Record<string, string | readonly string[] | undefined>>
}

/**
 * The report in TAP 14. A broken SHOULD and a known failure are `# TODO`, which fails no run. A run
 * that is not whole has one point too few for its plan, and says so; what passes though the baseline
 * knows it to fail is a point of its own.
 */
export function tapText(shown: ReportView): string {
  const points = [...shown.checks.map(pointOf), ...fixedPoints(shown)]
  const open = unfinished(shown)
  const missing = Math.max(1, shown.total - shown.checks.length)
  const planned = points.length + (open === undefined ? 0 : missing)
  const score = scoreText(shown)
  const comments = [
    `${shown.dialect} ${shown.side} ${shown.target}`,
    `--replay ${shown.token}`,
    ...(score === undefined ? [] : [score]),
    ...baselineNotes(shown),
    ...headlines(shown),
  ]
  return [
    'TAP version 14',
    `1..${planned}`,
    ...comments.map((comment) => `# ${oneLine(comment)}`),
    ...points.flatMap((point, index) => lines(point, index + 1)),
    '',
  ].join('\n')
}

function pointOf(check: CheckView | HiddenCheck): Point {
  const open = check.visibility === 'hidden' ? undefined : check
  return {
    ok: check.verdict === 'pass' || check.verdict === 'skip',
    description: open === undefined ? '(hidden)' : `${open.id} ${open.title}`,
    ...directiveOf(check, open),
    ...(open === undefined || isPlainPass(open) ? {} : { diagnostics: diagnosticsOf(open) }),
  }
}

function directiveOf(
  { verdict, known }: CheckView | HiddenCheck,
  open: CheckView | undefined,
): { readonly directive?: string } {
  switch (verdict) {
    case 'pass':
    case 'error':
      return {}
    case 'warn':
      return { directive: 'TODO a SHOULD' }
    case 'skip':
      return { directive: open?.reason === undefined ? 'SKIP' : `SKIP ${open.reason}` }
    case 'fail': {
      if (!known) return {}
      const reason = open?.knownReason
      return { directive: reason === undefined ? 'TODO known' : `TODO known: ${reason}` }
    }
  }
}

function diagnosticsOf(check: CheckView): NonNullable<Point['diagnostics']> {
  return {
    verdict: verdictSigns[check.verdict].word,
    message: messageOf(check) ?? check.reason,
    details: detailLines(check, 120),
  }
}

function fixedPoints({ baseline }: ReportView): readonly Point[] {
  if (baseline === undefined || baseline.fixed.length + baseline.hiddenFixed === 0) return []
  const hidden = baseline.hiddenFixed === 0 ? [] : [`${baseline.hiddenFixed} hidden`]
  const names = [...baseline.fixed, ...hidden].join(', ')
  return [{ ok: false, description: `the baseline is up to date: passes now: ${names}` }]
}

function lines(point: Point, number: number): readonly string[] {
  const directive = point.directive === undefined ? '' : ` # ${plain(point.directive)}`
  const head = `${point.ok ? 'ok' : 'not ok'} ${number} - ${plain(point.description)}${directive}`
  if (point.diagnostics === undefined) return [head]
  const inner = Object.entries(point.diagnostics).flatMap(([key, value]) => {
    if (value === undefined || value.length === 0) return []
    if (typeof value === 'string') return [`  ${key}: ${scalar(oneLine(value))}`]
    return [`  ${key}:`, ...value.map((each) => `    - ${scalar(each)}`)]
  })
  return [head, '  ---', ...inner, '  ...']
}

/** In a description `#` would begin a directive, and `\` an escape. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\#]/g, '\\$&')
}

/** A double-quoted YAML scalar: JSON’s, with what YAML does not allow in a stream escaped. */
function scalar(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
