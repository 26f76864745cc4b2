import type { Peer } from '@parley/contract'
import { PipedLine as AnyPipedLine } from '@parley/line-terminal/testing'
import type { Reply } from '../../frames.ts'
import { dialect } from '../../index.ts'
import type { Options } from '../../options.ts'
import { calls } from '../../stand-in-call.ts'

/** Types without being prompted. `spoken`: in `calls` to other clients. */
export class PipedLine extends AnyPipedLine<Reply, Options> {
  override now = 1_700_000_000_000
  override port: number | undefined = 54_523
  readonly spoken: string[] = []
  readonly calls = new Set<string>()

  constructor(settings: object = {}) {
    super(dialect, { pace: 0, ...settings })
  }

  override type(...lines: readonly string[]): this {
    return this.blurt(...lines)
  }

  override call(name: string, place: Peer): void {
    super.call(name, place)
    this.calls.add(name)
  }

  override speak(name: string, from: string, text: string): boolean {
    if (this.calls.has(name)) this.spoken.push(`${name}: ${calls.speech?.(from, text)}`)
    return this.calls.has(name)
  }

  override hangUp(name: string): boolean {
    return this.calls.delete(name)
  }
}
