import { Histogram, type Registry } from 'prom-client'
import { DELAY_BOUNDS, type Delays } from './counts.ts'

const SECOND = 1000

/**
 * A histogram of delays that were counted elsewhere. A histogram of prom-client takes single
 * observations only, so this one gives the registry its buckets as they are at a scrape.
 */
export class CountedDelays extends Histogram {
  readonly #delays: Delays
  readonly #about: { readonly name: string; readonly help: string }

  constructor(name: string, help: string, delays: Delays, registry: Registry) {
    const buckets = DELAY_BOUNDS.map((bound) => bound / SECOND)
    super({ name, help, buckets, registers: [registry] })
    this.#delays = delays
    this.#about = { name, help }
  }

  /** Called by the registry in place of `get`, whose values are made of these. */
  getForPromString() {
    const { name } = this.#about
    const { counts, sum } = this.#delays
    const value = (metricName: string, value: number, labels = {}) => {
      return { metricName: `${name}_${metricName}`, value, labels, sharedLabels: {} }
    }
    let total = 0
    const buckets = counts.map((count, interval) => {
      const bound = DELAY_BOUNDS[interval]
      total += count
      return value('bucket', total, { le: bound === undefined ? '+Inf' : bound / SECOND })
    })
    const values = [...buckets, value('sum', sum / SECOND), value('count', total)]
    return { ...this.#about, type: 'histogram', aggregator: 'sum', values }
  }
}
