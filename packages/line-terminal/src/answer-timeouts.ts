import type { TerminalLine } from '@parley/contract'

/**
 * So long, in milliseconds, an answer is waited for where the last request of its kind got none: a
 * server that is only slow can still change that, and a person hardly notices it.
 */
const SHORT = 100

/**
 * How long a terminal waits for answers: no kind of request that a server leaves unanswered is waited
 * for in full twice. Counts what got no answer. `Kind`: one of few.
 */
export class AnswerTimeouts<Kind> {
  readonly #unanswered = new Set<Kind>()
  #lost = 0

  /** `full`: how long an answer is waited for that may well come. */
  of(kind: Kind, full: number): number {
    return this.#unanswered.has(kind) ? Math.min(SHORT, full) : full
  }

  answered(kind: Kind): void {
    this.#unanswered.delete(kind)
  }

  passed(kind: Kind): void {
    this.#unanswered.add(kind)
  }

  /** So many requests may not have reached anybody; fewer, where an answer came late. */
  count(lost: number): void {
    this.#lost = Math.max(0, this.#lost + lost)
  }

  /** Ends the program, which fails where something was lost, and says so. */
  end(line: Pick<TerminalLine, 'show' | 'end'>, status: 0 | 1): void {
    if (this.#lost > 0) line.show(lossText(this.#lost), 'failure')
    line.end(this.#lost > 0 ? 1 : status)
  }
}

/**
 * Why a program fails whose server has left requests without an answer. `unsent`: lines that were
 * typed and never sent.
 */
export function lossText(unanswered: number, unsent = 0): string {
  const lost = [
    ...(unanswered > 0 ? [`${counted(unanswered, 'request')} got no answer and may be lost`] : []),
    ...(unsent > 0 ? [`${counted(unsent, 'line')} not sent`] : []),
  ]
  return `The server does not answer: ${lost.join(', ')}.`
}

function counted(count: number, what: 'request' | 'line'): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`
}
