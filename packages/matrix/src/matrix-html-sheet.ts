import type { Happened } from '@parley/kit'
import { escapeMarkup, happenedText, textHtml, timeText } from '@parley/reports'
import { mermaidOf } from './mermaid.ts'
import {
  type Blame,
  type BrokenRule,
  type Cell,
  type Conversation,
  cellName,
  cellSign,
  type Evidence,
  isRight,
  type Step,
  stepWords,
} from './results.ts'
import {
  blamedText,
  cameText,
  failedStep,
  failureText,
  listedRules,
  newsOf,
  whoseText,
} from './text.ts'

/** The most characters of one thing that went over a wire. */
const MOST_SHOWN = 4000

/** All that is known of a cell, or of a program alone. `back`: the id of the place to go back to. */
export interface Sheet
  extends Pick<Cell, 'client' | 'server' | 'runs' | 'verdict' | 'failing' | 'blames'> {
  readonly id: string
  readonly back: string
  readonly command: string | undefined
}

/** A sheet, which is shown while it is where the page’s address points. */
export function sheetHtml(sheet: Sheet): string {
  const { id, back, verdict, runs, command } = sheet
  const isOpen = (run: Conversation, index: number) =>
    !isRight(run) || (verdict === 'right' && index === 0)
  return [
    `<section class="sheet ${verdict}" id="${id}">`,
    `<header><h2>${textHtml(cellName(sheet))}</h2><span class="badge">${textHtml(cellSign(sheet))}</span><a class="close" href="#${back}">Close</a></header>`,
    ...sheet.blames.map((blame) => blameHtml(sheet, blame)),
    ...newsOf(sheet).map((news) => `<p class="news">${textHtml(news)}</p>`),
    ...runs.map((run, index) =>
      runs.length === 1
        ? runHtml(sheet, run)
        : `<details${isOpen(run, index) ? ' open' : ''}><summary>Run ${index + 1} of ${runs.length}: ${isRight(run) ? 'right' : 'not right'}</summary>${runHtml(sheet, run)}</details>`,
    ),
    command === undefined
      ? ''
      : `<h3>Run this cell again</h3><pre><code>${textHtml(command)}</code></pre>`,
    '</section>',
  ].join('\n')
}

function blameHtml(sheet: Sheet, blame: Blame): string {
  const step = failedStep(sheet, blame)
  const why = step === undefined ? '' : `<p>${textHtml(blamedText(step, blame))}</p>`
  return [
    `<div class="blame ${blame.whose === 'together' ? 'flaky' : 'wrong'}">`,
    `<p><strong>${textHtml(stepWords[blame.step])}</strong>: <span class="verdict">${textHtml(whoseText(sheet, blame))}</span></p>`,
    why,
    ...blame.evidence.map((evidence) => evidenceHtml(evidence, blame)),
    '</div>',
  ].join('')
}

function evidenceHtml({ side, name, alone, rules }: Evidence, { whose }: Blame): string {
  const other = side === 'client' ? 'server' : 'client'
  const { listed, others } = listedRules(rules)
  const words = whose === 'together' ? 'also breaks, which may be why' : 'breaks'
  return [
    alone === undefined
      ? ''
      : `<p><span class="soft">${textHtml(name)} with our ${other}:</span> ${textHtml(alone)}</p>`,
    rules.length === 0
      ? ''
      : `<p class="soft">${textHtml(name)} ${words}:</p><ul>${listed.map(ruleHtml).join('')}</ul>`,
    others.length === 0 ? '' : `<p class="soft">and ${textHtml(others.join(', '))}</p>`,
  ].join('')
}

function ruleHtml({ id, sentence, expected, came, why }: BrokenRule): string {
  const instead =
    came === undefined ? '<em>nothing</em>' : `<code>${textHtml(cameText(came))}</code>`
  return `<li><code>${textHtml(id)}</code> ${textHtml(sentence)}<br><span class="soft">expected</span> <code>${textHtml(expected)}</code> <span class="soft">came</span> ${instead} <span class="soft">${textHtml(why)}</span></li>`
}

function runHtml(sheet: Sheet, run: Conversation): string {
  return [
    '<h3>Steps</h3>',
    `<div class="wide"><table class="steps"><tbody>${run.steps.map(stepHtml).join('\n')}</tbody></table></div>`,
    talkHtml(run),
    `<details><summary>Sequence diagram (Mermaid)</summary><pre><code>${escapeMarkup(mermaidOf(run, sheet))}</code></pre></details>`,
  ].join('\n')
}

function stepHtml(step: Step): string {
  const sign = { pass: '✓', fail: '✗', skip: '–', absent: '·' }[step.verdict]
  const why = step.verdict === 'fail' ? failureText(step) : (step.why ?? '')
  return `<tr class="${step.verdict}"><td><span class="verdict">${sign}</span> ${stepWords[step.name]}</td><td class="time">${timeText(step.time)}</td><td>${textHtml(why)}</td></tr>`
}

function talkHtml({ log, names }: Conversation): string {
  if (log.length === 0) return ''
  return [
    '<h3>Bytes</h3>',
    `<p class="soft">The client is logged in as <code>${textHtml(names.client)}</code>; our own user on the same server, as <code>${textHtml(names.counterpart)}</code>, is set in grey.</p>`,
    '<div class="wide"><table class="talk"><thead><tr><th class="time">time</th><th>client</th><th>server</th></tr></thead><tbody>',
    ...log.map(happenedHtml),
    '</tbody></table></div>',
  ].join('\n')
}

function happenedHtml(happened: Happened): string {
  const other = happened.wire === 'counterpart' ? ' class="other"' : ''
  const text = escapeMarkup(happenedText(happened).slice(0, MOST_SHOWN))
  const start = `<tr${other}><td class="time">${timeText(happened.time)}</td>`
  switch (happened.kind) {
    case 'sent':
      return `${start}<td><code>${text}</code></td><td></td></tr>`
    case 'came':
      return `${start}<td></td><td><code>${text}</code></td></tr>`
    case 'typed':
    case 'shown':
      return `${start}<td><span class="soft">${happened.kind}</span> <code>${text}</code></td><td></td></tr>`
    case 'event':
      return `${start}<td colspan="2" class="event">${text}</td></tr>`
  }
}
