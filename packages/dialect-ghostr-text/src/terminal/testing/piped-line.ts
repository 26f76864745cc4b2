import { PipedLine as AnyPipedLine } from '@parley/line-terminal/testing'
import type { Reply } from '../../frames.ts'
import { dialect } from '../../index.ts'
import type { Options } from '../../options.ts'

/** Types without being prompted. */
export class PipedLine extends AnyPipedLine<Reply, Options> {
  override now = 1_700_000_000_000

  constructor(settings: object = {}) {
    super(dialect, { pace: 0, ...settings })
  }

  override type(...lines: readonly string[]): this {
    return this.blurt(...lines)
  }
}
