import type { Outcome } from '@parley/kit'
import {
  type Compared,
  forStaff,
  forStudents,
  type Presentation,
  progressText,
  type ReportView,
  reportText,
} from '@parley/reports'
import { withAhead } from './report-files.ts'

const LEAST_WIDTH = 60
const MOST_WIDTH = 120

/**
 * Shows a run: on a terminal how far it is and the name of what was found, as it goes; and at the end, or
 * where it is stopped, the report.
 */
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
    this.#report(this.#shown(withAhead(findings)))
  }

  /** An empty line stands between what was shown as the run went on and the report. */
  #report(shown: ReportView): void {
    const isBelow = process.stdout.isTTY === true && this.#printed > 0
    process.stdout.write(`${isBelow ? '\n' : ''}${reportText(shown, this.#style)}`)
  }

  /** What is new in the findings. */
  more(findings: Compared): void {
    const shown = this.#shown(findings)
    const fresh = shown.checks.slice(this.#printed)
    this.#printed = shown.checks.length
    this.#clear()
    for (const check of process.stdout.isTTY === true ? fresh : []) {
      if (check.visibility !== 'hidden') process.stdout.write(progressText(check, this.#style))
    }
    if (findings.state === 'whole') this.#report(shown)
    else this.#say(findings.outcomes.at(-1), findings)
  }

  #shown(findings: Compared): ReportView {
    return this.#audience === 'students'
      ? forStudents(findings, this.#presentation)
      : forStaff(findings, this.#presentation)
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
