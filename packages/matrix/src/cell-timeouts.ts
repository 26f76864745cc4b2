import { AdaptiveTimeouts } from '@parley/kit'

/** Before this, in milliseconds, nobody is given up: several programs share a machine. */
const LEAST_TIMEOUT = 1500

/** How long the programs of a cell are waited for; where nothing has ever come, not long again. */
export class CellTimeouts extends AdaptiveTimeouts {
  #state: 'nothing yet' | 'answered' | 'silent' = 'nothing yet'

  override answered(time: number): void {
    this.#state = 'answered'
    super.answered(time)
  }

  override missed(): void {
    if (this.#state === 'nothing yet') this.#state = 'silent'
    super.missed()
  }

  override get answer(): number {
    return this.#state === 'silent' ? LEAST_TIMEOUT : Math.max(LEAST_TIMEOUT, super.answer)
  }
}
