/** Rows of words as lines, each column as wide as its longest word; `right`: columns of numbers. */
export function columns(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, column) => {
    return Math.max(...rows.map((row) => row[column]?.length ?? 0))
  })
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0
      return right.has(column) ? cell.padStart(width) : cell.padEnd(width)
    })
    return `${cells.join('  ').trimEnd()}\n`
  })
  return lines.join('')
}
