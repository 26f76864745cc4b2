/** What a spreadsheet takes for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/

/** A row of a CSV file (RFC 4180); a text that a spreadsheet would run begins with an apostrophe. */
export function csvRow(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** A text that no spreadsheet runs. */
export function neutralised(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = neutralised(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
