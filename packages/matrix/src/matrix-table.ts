import { oneLine } from '@parley/reports'
import { columnsShown } from './columns.ts'
import {
  type Cell,
  cellName,
  cellSign,
  type MatrixReport,
  signMarks,
  stepLetters,
  stepNames,
  stepWords,
  works,
} from './results.ts'
import { blameText, newsOf, serverNews } from './text.ts'

/** In the colours of a terminal that has them. */
const colours = { right: 32, fresh: 32, wrong: 31, flaky: 33 } as const satisfies Record<
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
  const news = serverNews(report)
  const told = news.length === 0 ? [] : ['', ...news.map(oneLine)]
  return [
    ...lines,
    '',
    legendOf(report),
    ...blameLines(report),
    ...told,
    '',
    summary(report),
    '',
  ].join('\n')
}

/** What the letters of a table mean, and its marks, as far as they are in it. */
export function legendOf({ cells }: MatrixReport): string {
  const letters = stepNames.map((name) => `${stepLetters[name]} ${stepWords[name]}`).join(', ')
  const marks = signMarks.filter(({ mark }) => cells.some((cell) => cellSign(cell).includes(mark)))
  const told = marks.map(({ mark, means }) => `${mark} ${means}`)
  return [`✓ all right; fails: ${letters}`, ...told].join('; ')
}

/** How many cells are right. */
export function summary({ cells, total, state }: MatrixReport): string {
  const right = cells.filter(works).length
  const fresh = cells.filter(({ verdict }) => verdict === 'fresh').length
  const flaky = cells.filter(({ verdict }) => verdict === 'flaky').length
  const unfinished = state === 'whole' ? '' : `; not finished: ${cells.length} of ${total} have run`
  const only =
    fresh === 0 ? '' : `, ${fresh} of them only when tried again on a server that was just started`
  return `${right} of ${total} cells are right${only}${flaky === 0 ? '' : `, ${flaky} flaky`}${unfinished}`
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

/** Whether there is more to be said of a cell than that it is right. */
export function isTold(cell: Cell): boolean {
  return cell.verdict !== 'right' || newsOf(cell).length > 0
}

function blameLines({ cells }: MatrixReport): readonly string[] {
  return cells
    .filter(isTold)
    .flatMap((cell) => [
      '',
      cellName(cell),
      ...cell.blames.map((blame) => `  ${blameText(cell, blame)}`),
      ...newsOf(cell).map((news) => `  ${oneLine(news)}`),
      `  run it again: ${cell.command}`,
    ])
}
