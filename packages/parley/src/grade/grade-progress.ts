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

  /** One more is done; `known`: it was before. */
  add(
    { submission, state, time }: Pick<Result, 'submission' | 'state' | 'time'>,
    condition: 'known' | 'new',
  ): void {
    this.#done += 1
    // One that needs staff is not run, and says nothing of how long the others take.
    if (condition === 'new' && time > 0) this.#fresh += 1
    const count = `${this.#done}/${this.#total}`
    const what = `${count} ${printable(submission.name)}: ${state}`
    if (this.#stream.isTTY === true) {
      this.#stream.write(`\r\u001b[K${`${what}${this.#left}`.slice(0, WIDTH)}`)
    } else if (condition === 'new') this.#stream.write(`${what}\n`)
  }

  end(): void {
    if (this.#stream.isTTY === true) this.#stream.write('\r\u001b[K')
  }

  get #left(): string {
    const left = this.#total - this.#done
    if (this.#fresh === 0 || left === 0) return ''
    const minutes = Math.ceil(((this.#clock() - this.#begun) / this.#fresh) * (left / 60_000))
    return `, about ${minutes} min left`
  }
}

function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?')
}
