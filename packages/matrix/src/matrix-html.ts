import { htmlStyle, textHtml, timeText } from '@parley/reports'
import { sheetHtml } from './matrix-html-sheet.ts'
import { matrixStyle } from './matrix-style.ts'
import { summary } from './matrix-table.ts'
import {
  type AloneRun,
  type Cell,
  type CellVerdict,
  cellSign,
  failingSteps,
  isRight,
  type MatrixReport,
  type Party,
  signMarks,
  stepLetters,
  stepNames,
  stepWords,
  verdictOf,
  works,
} from './results.ts'
import { serverNews } from './text.ts'

/** The page may load and run nothing at all; its style stands in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * The report as one HTML file that needs nothing else: no script, no request. A cell is a link to
 * its sheet, which style alone shows.
 */
export function matrixHtml(report: MatrixReport): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Who works with whom</title>
<style>${htmlStyle}${matrixStyle}</style>
</head>
<body>
<header>
<h1>Who works with whom</h1>
<p class="lead">${textHtml(summary(report))}. Begun ${begun(report)}, took ${timeText(report.time)}.</p>
</header>
<main>
${tableHtml(report)}
${legendHtml(report)}
${newsHtml(report)}
</main>
${report.cells.map(sheetOfCell).join('\n')}
${report.alone.map(sheetOfAlone).join('\n')}
</body>
</html>
`
}

function begun({ started }: MatrixReport): string {
  return new Date(started).toISOString().replace('T', ' ').slice(0, 19).concat(' UTC')
}

/** Of many rows and columns those in which most fails stand first, where they are seen at once. */
function failingFirst(
  parties: readonly Party[],
  cells: readonly Cell[],
  side: 'client' | 'server',
): readonly Party[] {
  const share = ({ name }: Party) => {
    const mine = cells.filter((cell) => cell[side] === name)
    return mine.filter((cell) => !works(cell)).length / Math.max(1, mine.length)
  }
  return [...parties].sort((one, other) => share(other) - share(one))
}

function tableHtml(report: MatrixReport): string {
  const clients = failingFirst(report.clients, report.cells, 'client')
  const servers = failingFirst(report.servers, report.cells, 'server')
  const heads = servers.map((server) => `<th scope="col">${nameHtml(server)}</th>`)
  const ours = servers.map(
    (server) => `<td class="ours">${aloneLinks(report.alone, 'server', server.name)}</td>`,
  )
  return [
    '<div class="grid" tabindex="0" role="region" aria-label="Clients and servers"><table>',
    `<thead><tr><th scope="col">client<small>server →</small></th><th scope="col">our server<small>reference</small></th>${heads.join('')}</tr></thead>`,
    '<tbody>',
    `<tr><th scope="row">our client<small>reference</small></th><td class="ours none">·</td>${ours.join('')}</tr>`,
    ...clients.map((client) => rowHtml({ ...report, servers }, client)),
    '</tbody></table></div>',
  ].join('\n')
}

function nameHtml(party: Party): string {
  return `<span class="name">${textHtml(party.name)}</span><small>${spoken(party)}</small>`
}

function rowHtml(
  { servers, cells, alone }: Pick<MatrixReport, 'servers' | 'cells' | 'alone'>,
  client: Party,
): string {
  const head = `<th scope="row">${nameHtml(client)}</th>`
  const mine = cells.filter((cell) => cell.client === client.name)
  const links = servers.map(({ name }) => {
    const cell = mine.find(({ server }) => server === name)
    if (cell === undefined) return '<td class="none">·</td>'
    const label = `${client.name} and ${name}: ${cell.verdict}`
    return `<td id="at-${cell.number}">${linkHtml(idOf(cell), cell.verdict, cellSign(cell), label)}</td>`
  })
  const own = `<td class="ours">${aloneLinks(alone, 'client', client.name)}</td>`
  return `<tr>${head}${own}${links.join('')}</tr>`
}

function spoken({ dialect, counterpart }: Party): string {
  return textHtml(dialect ?? `to ${counterpart ?? 'all'}`)
}

/** A gateway is tried with clients of several dialects: those that fail, or one. */
function aloneLinks(alone: readonly AloneRun[], side: AloneRun['side'], name: string): string {
  const mine = alone.flatMap((run, index) =>
    run.side === side && run.name === name ? [{ run, index }] : [],
  )
  const failing = mine.filter(({ run }) => !isRight(run.conversation))
  return (failing.length > 0 ? failing : mine.slice(0, 1))
    .map(({ run: { dialect, conversation }, index }) => {
      const verdict = verdictOf([conversation])
      const sign = cellSign({
        verdict,
        failing: failingSteps([conversation]),
        runs: [conversation],
      })
      return linkHtml(`alone-${index}`, verdict, sign, `${name} alone, ${dialect}: ${verdict}`)
    })
    .join('')
}

function linkHtml(id: string, verdict: CellVerdict, sign: string, label: string): string {
  return `<a class="${verdict}" href="#${id}" aria-label="${textHtml(label)}">${textHtml(sign)}</a>`
}

function newsHtml(report: MatrixReport): string {
  const news = serverNews(report)
  if (news.length === 0) return ''
  return `<h2>Besides</h2><ul class="news">${news.map((one) => `<li>${textHtml(one)}</li>`).join('')}</ul>`
}

function legendHtml({ cells }: MatrixReport): string {
  const letters = stepNames.map((name) => `<b>${stepLetters[name]}</b> ${stepWords[name]}`)
  const marks = signMarks
    .filter(({ mark }) => cells.some((cell) => cellSign(cell).includes(mark)))
    .map(({ mark, means }) => `<b>${mark}</b> ${means}`)
  const fails = `Letters are steps of the client that fail: ${letters.join(', ')}`
  const told = [fails, ...marks].join('; ')
  return `<p class="legend"><b>✓</b> all right. ${told}. Our client and our server show what each program does alone. Open a cell to see its bytes.</p>`
}

function idOf({ number }: Cell): string {
  return `cell-${number}`
}

function sheetOfCell(cell: Cell): string {
  return sheetHtml({ ...cell, id: idOf(cell), back: `at-${cell.number}` })
}

function sheetOfAlone({ side, name, conversation }: AloneRun, index: number): string {
  const runs = [conversation]
  return sheetHtml({
    id: `alone-${index}`,
    back: '',
    client: side === 'client' ? name : 'our client',
    server: side === 'server' ? name : 'our server',
    runs,
    verdict: verdictOf(runs),
    failing: failingSteps(runs),
    blames: [],
    command: undefined,
  })
}
