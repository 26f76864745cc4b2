/** The ports at which the host of a check stands in for users. */
export function portsFor(names: readonly string[]): readonly number[] {
  return names.map((_, index) => 50_001 + index)
}
