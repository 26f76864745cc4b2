import { columnsShown } from './columns.ts'
import {
  type Cell,
  cellName,
  cellSign,
  type MatrixReport,
  stepLetters,
  stepNames,
  stepWords,
} from './results.ts'
import { blameText } from './text.ts'

/** In the colours of a terminal that has them. */
const colours = { right: 32, wrong: 31, flaky: 33 } as const satisfies Record<
  Cell['verdict'],
  number
>

/** The table of all cells, what the letters mean, and a line for each step that failed. */
export function matrixText(report: MatrixReport, { colour }: { readonly colour: boolean }): string {
  const rows = rowsOf(report)
  const widths = columnsShown(rows.map((row) => row.map(({ text }) => text)))
  const lines = rows.map((row) =>
    row
      .map(({ text, verdict }, index) => {
        const blanks = ' '.repeat((widths[index] ?? 0) - [...text].length)
        if (!colour || verdict === undefined) return text + blanks
        return `\u001b[${colours[verdict]}m${text}\u001b[0m${blanks}`
      })
      .join('  ')
      .trimEnd(),
  )
  return [...lines, '', legend, ...blameLines(report), '', summary(report), ''].join('\n')
}

/** What the letters of a table mean. */
export const legend = `✓ all right; fails: ${stepNames
  .map((name) => `${stepLetters[name]} ${stepWords[name]}`)
  .join(', ')}; ~ not each time`

/** How many cells are right. */
export function summary({ cells, total, state }: MatrixReport): string {
  const right = cells.filter(({ verdict }) => verdict === 'right').length
  const flaky = cells.filter(({ verdict }) => verdict === 'flaky').length
  const unfinished = state === 'whole' ? '' : `; not finished: ${cells.length} of ${total} have run`
  return `${right} of ${total} cells are right${flaky === 0 ? '' : `, ${flaky} flaky`}${unfinished}`
}

interface Shown {
  readonly text: string
  readonly verdict?: Cell['verdict']
}

function rowsOf({ clients, servers, cells }: MatrixReport): readonly (readonly Shown[])[] {
  const head = [{ text: '' }, ...servers.map(({ name }) => ({ text: name }))]
  const rows = clients.map((client) => [
    { text: client.name },
    ...servers.map((server): Shown => {
      const cell = cells.find((one) => one.client === client.name && one.server === server.name)
      return cell === undefined ? { text: '' } : { text: cellSign(cell), verdict: cell.verdict }
    }),
  ])
  return [head, ...rows]
}

function blameLines({ cells }: MatrixReport): readonly string[] {
  const failing = cells.filter(({ verdict }) => verdict !== 'right')
  return failing.flatMap((cell) => [
    '',
    cellName(cell),
    ...cell.blames.map((blame) => `  ${blameText(cell, blame)}`),
    `  run it again: ${cell.command}`,
  ])
}
