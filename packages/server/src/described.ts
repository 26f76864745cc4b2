/** One series, at the time of a scrape. The values of its labels are of closed lists. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** A metric, and what it shows at a scrape. */
export interface Described {
  readonly name: string
  readonly help: string
  readonly labelNames: readonly string[]
  read(): readonly Sample[]
}
