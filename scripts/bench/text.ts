/** Three significant digits at least, thousands with commas. */
export function formatNumber(value: number): string {
  const size = Math.abs(value)
  if (Number.isInteger(value) || size >= 100) return Math.round(value).toLocaleString('en-GB')
  return value.toFixed(size >= 10 ? 1 : 2)
}

/** Columns as wide as they need; the first `left` are words, the others figures. */
export function formatTable(
  heads: readonly string[],
  lines: readonly (readonly string[])[],
  left: number,
): string {
  const widths = heads.map((head, i) =>
    Math.max(head.length, ...lines.map((line) => line[i]?.length ?? 0)),
  )
  const format = (line: readonly string[]): string =>
    widths
      .map((width, i) =>
        i < left ? (line[i] ?? '').padEnd(width) : (line[i] ?? '').padStart(width),
      )
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('──')
  return [format(heads), rule, ...lines.map(format)].join('\n')
}
