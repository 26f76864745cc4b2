import { AdaptiveTimeouts } from '@parley/kit'

/** Before this, in milliseconds, nobody is given up: several programs share a machine. */
const LEAST_TIMEOUT = 1500

/** How long the programs of a cell are waited for. */
export class CellTimeouts extends AdaptiveTimeouts {
  override get answer(): number {
    return Math.max(LEAST_TIMEOUT, super.answer)
  }
}
