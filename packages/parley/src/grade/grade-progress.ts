import type { Result } from '@parley/grade'

const WIDTH = 78

/** Where it is said. */
type Shown = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>

/** Says how far a class is: one line that changes on a terminal, a line for each submission elsewhere. */
export class GradeProgress {
  readonly #total: number
  readonly #stream: Shown
  readonly #clock: () => number
  readonly #begun: number
  #done = 0
  #fresh = 0
  /** Ids of those that wait for their repeat: each counts as half done. */
  readonly #waiting = new Set<string>()
  #isSilent = true

  constructor(
    total: number,
    stream: Shown = process.stderr,
    clock: () => number = () => performance.now(),
  ) {
    this.#total = total
    this.#stream = stream
    this.#clock = clock
    this.#begun = clock()
  }

  /** One is begun, or waits for its repeat. Where there is no terminal, only the first is said. */
  stage({ id, name }: Result['submission'], stage: 'begun' | 'waits'): void {
    if (stage === 'waits') this.#waiting.add(id)
    const words = stage === 'begun' ? 'begun' : 'waits for its repeat'
    this.#say(`${this.#done}/${this.#total} ${printable(name)}: ${words}`, this.#isSilent)
  }

  /** One more is done; `known`: it was before. */
  add(
    { submission, state, time }: Pick<Result, 'submission' | 'state' | 'time'>,
    condition: 'known' | 'new',
  ): void {
    this.#done += 1
    this.#waiting.delete(submission.id)
    // One that needs staff is not run, and says nothing of how long the others take.
    if (condition === 'new' && time > 0) this.#fresh += 1
    const count = `${this.#done}/${this.#total}`
    this.#say(`${count} ${printable(submission.name)}: ${state}`, condition === 'new')
  }

  end(): void {
    if (this.#stream.isTTY === true) this.#stream.write('\r\u001b[K')
  }

  get #left(): string {
    const half = this.#waiting.size / 2
    const left = this.#total - this.#done - half
    if (this.#fresh === 0 || left === 0) return ''
    const seconds = ((this.#clock() - this.#begun) / (this.#fresh + half)) * (left / 1000)
    if (seconds < 60) return ', less than a minute left'
    return `, about ${Math.ceil(seconds / 60)} min left`
  }

  #say(what: string, isLine: boolean): void {
    if (this.#stream.isTTY === true) {
      this.#stream.write(`\r\u001b[K${`${what}${this.#left}`.slice(0, WIDTH)}`)
    } else if (isLine) {
      this.#isSilent = false
      this.#stream.write(`${what}\n`)
    }
  }
}

function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?')
}
