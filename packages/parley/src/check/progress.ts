import type { Outcome } from '@parley/kit'
import {
  type CheckView,
  type Compared,
  forStaff,
  forStudents,
  outcomeText,
  type Presentation,
  type ReportView,
  summaryText,
} from '@parley/reports'
import { withAhead } from './report-files.ts'

const LEAST_WIDTH = 60
const MOST_WIDTH = 120

/** Shows a run on the terminal as it goes: how far it is, what was found, and a summary. */
export class Progress {
  readonly #presentation: Presentation
  readonly #audience: 'students' | 'staff'
  readonly #style: {
    readonly colour: boolean
    readonly width: number
    readonly verbose: boolean
  }
  readonly #progress = process.stderr.isTTY === true
  #printed = 0
  readonly #endings = new Set<string>()

  constructor(presentation: Presentation, audience: 'students' | 'staff', verbose: boolean) {
    this.#presentation = presentation
    this.#audience = audience
    const { stdout } = process
    this.#style = {
      colour: stdout.isTTY === true && !process.env.NO_COLOR,
      width: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, stdout.columns ?? MOST_WIDTH)),
      verbose,
    }
  }

  /** What a run came to that somebody has ended. */
  stopped(findings: Compared): void {
    this.#clear()
    process.stdout.write(summaryText(this.#shown(withAhead(findings)), this.#style))
  }

  /** What is new in the findings. */
  more(findings: Compared): void {
    const shown = this.#shown(findings)
    const fresh = shown.checks.slice(this.#printed)
    this.#printed = shown.checks.length
    this.#clear()
    for (const check of shown.trouble === undefined ? fresh : []) {
      if (check.visibility !== 'hidden' && this.#isNews(check)) {
        process.stdout.write(outcomeText(check, this.#style))
      }
    }
    if (findings.state === 'whole') process.stdout.write(summaryText(shown, this.#style))
    else this.#say(findings.outcomes.at(-1), findings)
  }

  #shown(findings: Compared): ReportView {
    return this.#audience === 'students'
      ? forStudents(findings, this.#presentation)
      : forStaff(findings, this.#presentation)
  }

  /** How connections are ended is printed once; the summary counts. */
  #isNews({ verdict, ending, reason }: CheckView): boolean {
    if (verdict !== 'pass' || reason !== undefined || ending?.verdict !== 'warn') return true
    const isKnown = this.#endings.has(ending.how)
    this.#endings.add(ending.how)
    return !isKnown || this.#style.verbose
  }

  /** Clears the line that says how far the run is. */
  #clear(): void {
    if (this.#progress) process.stderr.write('\r\u001b[K')
  }

  #say(last: Outcome | undefined, { outcomes, ahead, total }: Compared): void {
    if (!this.#progress) return
    const isOne = this.#audience === 'staff' && ahead.length === 0
    const name = isOne ? (last?.id ?? '') : ''
    process.stderr.write(`${outcomes.length + ahead.length}/${total} ${name}`.slice(0, LEAST_WIDTH))
  }
}
