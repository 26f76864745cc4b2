import { escapeMarkdown, oneLine } from '@parley/reports'
import { isTold, legendOf, summary } from './matrix-table.ts'
import { mermaidOf } from './mermaid.ts'
import {
  type Blame,
  type Cell,
  cellName,
  cellSign,
  type Evidence,
  isRight,
  type MatrixReport,
  stepWords,
} from './results.ts'
import {
  blamedText,
  cameText,
  failedStep,
  listedRules,
  newsOf,
  serverNews,
  whoseText,
} from './text.ts'

/** The report in GitHub’s Markdown: the table, and each cell that is not right with its blame. */
export function matrixMarkdown(report: MatrixReport): string {
  const blocks = [
    '# Who works with whom',
    escapeMarkdown(summary(report)),
    table(report),
    escapeMarkdown(legendOf(report)),
    ...serverNews(report).map((news) => `- ${escapeMarkdown(news)}`),
    ...report.cells.filter(isTold).map(section),
  ]
  return `${blocks.join('\n\n')}\n`
}

function table({ clients, servers, cells }: MatrixReport): string {
  const signOf = (client: string, server: string) => {
    const cell = cells.find((one) => one.client === client && one.server === server)
    return cell === undefined ? '' : escapeMarkdown(cellSign(cell))
  }
  const rows = clients.map(({ name }) => [
    escapeMarkdown(name),
    ...servers.map((server) => signOf(name, server.name)),
  ])
  const heads = ['client', ...servers.map(({ name }) => escapeMarkdown(name))]
  const rule = heads.map((_, index) => (index === 0 ? '---' : ':---:'))
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function section(cell: Cell): string {
  const run = cell.runs.find((one) => !isRight(one))
  return [
    `## ${escapeMarkdown(`${cellName(cell)}: ${cellSign(cell)}`)}`,
    '',
    ...cell.blames.flatMap((blame) => blameLines(cell, blame)),
    ...newsOf(cell).map((news) => `- ${escapeMarkdown(news)}`),
    '',
    ...fenced('sh', oneLine(cell.command)),
    ...(run === undefined ? [] : ['', ...fenced('mermaid', mermaidOf(run, cell).trimEnd())]),
  ].join('\n')
}

function blameLines(cell: Cell, blame: Blame): readonly string[] {
  const step = failedStep(cell, blame)
  const failed = step === undefined ? '' : `: ${escapeMarkdown(blamedText(step, blame))}`
  const whose = `**${escapeMarkdown(whoseText(cell, blame))}**`
  return [`- ${stepWords[blame.step]}, ${whose}${failed}`, ...blame.evidence.flatMap(evidenceLines)]
}

function evidenceLines({ name, alone, rules }: Evidence): readonly string[] {
  const { listed, others } = listedRules(rules)
  const lines = [
    ...(alone === undefined ? [] : [`${name} alone: ${alone}`]),
    ...listed.map(({ id, sentence, expected, came }) => {
      const instead = came === undefined ? 'nothing' : cameText(came)
      return `${name} breaks ${id}: ${sentence} Expected ${expected}; came ${instead}`
    }),
    ...(others.length === 0 ? [] : [`${name} breaks also ${others.join(', ')}`]),
  ]
  return lines.map((line) => `  - ${escapeMarkdown(line)}`)
}

/** With a fence that is not in the text. */
function fenced(language: string, text: string): readonly string[] {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(Math.max(3, longest + 1))
  return [`${fence}${language}`, text, fence]
}
