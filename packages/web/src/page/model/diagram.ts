import { listed } from './words.ts'

/** A message as a diagram shows it. */
export interface Drawn {
  readonly id: number
  readonly from: string | undefined
  /** A line that says what was written. */
  readonly said: string
  readonly forms: readonly { readonly to: readonly string[]; readonly got: string }[]
}

interface Arrow {
  readonly from: number
  readonly to: number
  readonly label: string
  readonly row: number
}

export interface Diagram {
  readonly lanes: readonly string[]
  readonly arrows: readonly Arrow[]
  readonly rows: number
}

/** What stands between users. */
const GATEWAY = 'Parley'

/** The longest label, in characters. */
const LONGEST = 48

/** Who wrote what to whom, with the gateway between them. */
export function diagramOf(messages: readonly Drawn[]): Diagram {
  const users = new Set<string>()
  for (const { from, forms } of messages) {
    if (from !== undefined) users.add(from)
    for (const { to } of forms) for (const name of to) users.add(name)
  }
  const [first, ...others] = users
  const lanes = first === undefined ? [GATEWAY] : [first, GATEWAY, ...others]
  const lane = (name: string) => lanes.indexOf(name)
  const arrows: Arrow[] = []
  let row = 0
  for (const { from, said, forms } of messages) {
    if (from !== undefined) {
      arrows.push({ from: lane(from), to: lane(GATEWAY), label: cut(said), row })
      row += 1
    }
    for (const { to, got } of forms) {
      for (const name of to) {
        arrows.push({ from: lane(GATEWAY), to: lane(name), label: cut(got), row })
        row += 1
      }
    }
  }
  return { lanes, arrows, rows: row }
}

function cut(text: string): string {
  const characters = Array.from(text)
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join('')}…`
}

/** As Mermaid reads it. */
export function mermaidOf({ lanes, arrows }: Diagram): string {
  const rows = [
    'sequenceDiagram',
    ...lanes.map((name, index) => `  participant p${index} as ${mermaidText(name)}`),
    ...arrows.map(({ from, to, label }) => `  p${from}->>p${to}: ${mermaidText(label)}`),
  ]
  return `${rows.join('\n')}\n`
}

/** Mermaid takes `#35;` for a character: so are all written that may mean something to it. */
function mermaidText(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,!?()*'/=_-]/gu, (one) => `#${one.codePointAt(0)};`)
}

const LANE = 190
const ROW = 34
export const HEAD = 46

/** Places in a drawing: the middle of a lane, and the height of a row. */
export function laneX(lane: number): number {
  return LANE / 2 + lane * LANE
}

export function rowY(row: number): number {
  return HEAD + 26 + row * ROW
}

export function sizeOf({ lanes, rows }: Diagram): { width: number; height: number } {
  return { width: lanes.length * LANE, height: rowY(rows) }
}

/** As a file of its own, readable on white. */
export function svgOf(diagram: Diagram): string {
  const { width, height } = sizeOf(diagram)
  const lanes = diagram.lanes.map((name, index) => {
    const x = laneX(index)
    return (
      `<line x1="${x}" y1="${HEAD}" x2="${x}" y2="${height}" stroke="#999"/>` +
      `<text x="${x}" y="26" text-anchor="middle" font-weight="600">${xml(name)}</text>`
    )
  })
  const arrows = diagram.arrows.map(({ from, to, label, row }) => {
    const [x1, x2, y] = [laneX(from), laneX(to), rowY(row)]
    const tip = x2 > x1 ? -7 : 7
    return (
      `<line x1="${x1}" y1="${y}" x2="${x2}" y2="${y}" stroke="#333"/>` +
      `<path d="M${x2} ${y}l${tip} -4v8z" fill="#333"/>` +
      `<text x="${(x1 + x2) / 2}" y="${y - 6}" text-anchor="middle" font-family="monospace" font-size="11">${xml(label)}</text>`
    )
  })
  const title = `<title>${xml(`A conversation of ${listed(diagram.lanes)}`)}</title>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="14"><rect width="100%" height="100%" fill="#fff"/>${title}${lanes.join('')}${arrows.join('')}</svg>\n`
}

function xml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}
