import type { TerminalSide } from '@parley/contract'

type Rows = TerminalSide<never, never>['help']

/** What can be typed in a terminal of a dialect, one row a line, and what the program itself takes. */
export function helpText(terminal: Rows): string {
  const rows: Rows = [
    ...terminal,
    { typed: '/help', does: 'this list; it is not sent' },
    { typed: 'Ctrl-D, Ctrl-C', does: 'say goodbye and leave' },
  ]
  const width = Math.max(...rows.map(({ typed }) => typed.length))
  return rows
    .map(({ typed, does, condition }) => {
      return `  ${typed.padEnd(width)}  ${does}${condition === undefined ? '' : `, ${condition}`}`
    })
    .join('\n')
}
