/** The width that each column needs, in characters. */
export function columnsShown(rows: readonly (readonly string[])[]): readonly number[] {
  const count = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: count }, (_, index) =>
    Math.max(0, ...rows.map((row) => [...(row[index] ?? '')].length)),
  )
}
