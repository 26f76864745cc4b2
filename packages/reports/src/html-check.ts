import { crashOf, crashWords, escapeBytes, readableBytes } from '@parley/kit'
import { forgivenText, judgedLog, nothingCame, tellingWhy } from './check-details.ts'
import { oneLine } from './one-line.ts'
import { wholeTranscript, wrongOf } from './transcript.ts'
import type { TranscriptEntry } from './transcript-folds.ts'
import { type CheckView, crashEnd, type FailureView, isComparison } from './view-model.ts'
import { happenedText } from './wire-log.ts'
import { isOwnRule, placeOf, shareText, timeText, verdictSigns } from './wording.ts'
import { escapeMarkup } from './xml.ts'

/** A text of somebody’s in HTML: on one line, and no markup in it. */
export function textHtml(text: string): string {
  return escapeMarkup(oneLine(text))
}

/** One check, folded; those that have failed, and the kit’s own errors, are open. */
export function checkHtml(check: CheckView): string {
  const { verdict } = check
  const open = verdict === 'fail' || verdict === 'error' ? ' open' : ''
  const inner = bodyHtml(check)
  return [
    `<details class="${verdict}"${open}>`,
    `<summary><span class="badge">${verdictSigns[verdict].word}</span>`,
    `<code>${textHtml(check.id)}</code><span class="title">${textHtml(check.title)}</span>`,
    `<span class="soft">${shareText(check.points) ?? ''}</span></summary>`,
    `<div class="body">${inner === '' ? '<p class="soft">No more is shown of this check.</p>' : inner}</div>`,
    '</details>',
  ].join('\n')
}

function bodyHtml(check: CheckView): string {
  const { failure, ending } = check
  const rule = failure?.rule ?? check.rule
  const other =
    rule === undefined || isOwnRule(check, rule) ? '' : `, <code>${textHtml(rule.id)}</code>`
  return [
    crashHtml(check),
    rule === undefined
      ? ''
      : `<p>${textHtml(rule.sentence)} <span class="soft">${rule.level}${other}, ${textHtml(placeOf(rule))}</span></p>`,
    failure === undefined ? '' : failureHtml(failure, check),
    paragraph('Others', forgivenText(check)),
    paragraph('Reason', check.reason),
    paragraph('How it was closed', ending?.verdict === 'warn' ? ending.how : undefined),
    paragraph('Known failure', check.known ? (check.knownReason ?? 'yes') : undefined),
    logHtml(check),
    paragraph('Hint', check.hint),
    check.command === undefined
      ? ''
      : `<p><span class="soft">Run it alone:</span> <code>${textHtml(check.command)}</code></p>`,
  ].join('')
}

function paragraph(label: string, text: string | undefined): string {
  return text === undefined ? '' : `<p><span class="soft">${label}:</span> ${textHtml(text)}</p>`
}

function crashHtml(check: CheckView): string {
  const end = crashEnd(check)
  if (end === undefined) return ''
  const { where, code } = crashOf(end)
  return [
    paragraph('Crash', crashWords('server', end)),
    paragraph('Line', where !== undefined && code !== undefined ? `${where}: ${code}` : undefined),
    paragraph('The server has ended', check.program?.how),
    ...end.output.map((line) => paragraph('It printed', line)),
  ].join('')
}

function failureHtml(failure: FailureView, check: CheckView): string {
  const expected =
    failure.expected === undefined
      ? ''
      : `<span class="soft">expected</span><code>${textHtml(failure.expected)}</code>`
  const isConsequence = check.program !== undefined && failure.came === undefined
  return [
    isComparison(failure) && !isConsequence
      ? `<div class="bytes">${expected}<span class="soft">came</span>${cameHtml(failure, check)}</div>`
      : '',
    paragraph('Why', tellingWhy(failure, check)),
    ...failure.recognised.map((known) => paragraph('Perhaps', known)),
  ].join('')
}

/** How many bytes before and after the first wrong one are shown; others are only counted. */
const NEAR = 2048

function cameHtml({ came, at }: FailureView, check: CheckView): string {
  if (came === undefined) return `<em>${textHtml(nothingCame(check))}</em>`
  if (came.length === 0) return '<em>no bytes</em>'
  const wrong = at ?? came.length
  const start = at === undefined ? 0 : Math.max(0, wrong - NEAR)
  const end = Math.min(came.length, (at === undefined ? 0 : wrong) + NEAR)
  const part = (from: number, to: number) => escapeMarkup(escapeBytes(came.subarray(from, to)))
  const left = start > 0 ? `<em>${start} bytes before …</em>` : ''
  const right = end < came.length ? `<em>… ${came.length - end} bytes more</em>` : ''
  const bytes =
    at === undefined
      ? escapeMarkup(readableBytes(came.subarray(start, end)))
      : `${part(start, wrong)}<mark>${wrong < came.length ? part(wrong, wrong + 1) : '&nbsp;'}</mark>${part(wrong + 1, end)}`
  return `<code>${left}${bytes}${right}</code>`
}

/** All of it, unlike in a text, but what is tried again and again once; what went wrong is marked. */
function logHtml(check: CheckView): string {
  const { log, failure } = check
  if (log.length === 0) return ''
  const wrong = failure === undefined ? undefined : wrongOf(judgedLog(check), failure)
  return [
    '<div class="wide"><table class="log"><thead>',
    '<tr><th>time</th><th>wire</th><th>kit</th><th>program</th></tr></thead><tbody>',
    ...wholeTranscript(log, wrong).map(entryHtml),
    '</tbody></table></div>',
  ].join('\n')
}

function entryHtml(entry: TranscriptEntry): string {
  const row = entry.isWrong ? '<tr class="wrong">' : '<tr>'
  const time = `${row}<td>${timeText(entry.time)}</td>`
  const event = (text: string) => `<td colspan="2" class="event">${text}</td></tr>`
  if (entry.kind === 'fold') return `${time}<td></td>${event(textHtml(entry.text))}`
  const { happened, count } = entry
  const start = `${time}<td>${textHtml(happened.wire)}</td>`
  const times = count === 1 ? '' : ` <em>${count} times</em>`
  const text = escapeMarkup(happenedText(happened))
  const code = `<code>${text}</code>${times}`
  switch (happened.kind) {
    case 'sent':
    case 'typed':
      return `${start}<td>${code}</td><td></td></tr>`
    case 'came':
    case 'shown':
      return `${start}<td></td><td>${code}</td></tr>`
    case 'event':
      return start + event(`${text}${times}`)
  }
}
