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
  /** From one lane to the next, in pixels: what stands at any arrow, and every name, fits in it. */
  readonly lane: number
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
  return { lanes, arrows, rows: row, lane: laneWidth(lanes, arrows) }
}

/** In pixels: the narrowest lane, a character of a label and of a name, and what is free beside them. */
const NARROWEST = 150
const LABEL = 6.7
const NAME = 8.5
const BESIDE = 28

function laneWidth(lanes: readonly string[], arrows: readonly Arrow[]): number {
  const names = lanes.map((name) => columnsOf(name) * NAME)
  const labels = arrows.map(({ label }) => columnsOf(label) * LABEL)
  const widest = [...names, ...labels].reduce((most, width) => Math.max(most, width), 0)
  return Math.max(NARROWEST, Math.ceil(widest) + BESIDE)
}

/** Characters of East Asia and pictures are twice as wide as others. */
function columnsOf(text: string): number {
  const wide = text.match(/[\u1100-\u11ff\u2e80-\uffdc\u{1f000}-\u{3ffff}]/gu)?.length ?? 0
  return Array.from(text).length + wide
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

const ROW = 34
export const HEAD = 46

/** Where a lane is in a drawing. */
export function laneX({ lane: width }: Pick<Diagram, 'lane'>, lane: number): number {
  return width / 2 + lane * width
}

/** The middle of what stands at an arrow: beside the user’s lane, so that it crosses no other one. */
export function labelX(diagram: Diagram, { from, to }: Pick<Arrow, 'from' | 'to'>): number {
  const gateway = diagram.lanes.indexOf(GATEWAY)
  const user = from === gateway ? to : from
  return (laneX(diagram, user) + laneX(diagram, user > gateway ? user - 1 : user + 1)) / 2
}

export function rowY(row: number): number {
  return HEAD + 26 + row * ROW
}

export function sizeOf({ lanes, rows, lane }: Diagram): { width: number; height: number } {
  return { width: lanes.length * lane, height: rowY(rows) }
}

/** As a file of its own, readable on white. */
export function svgOf(diagram: Diagram): string {
  const { width, height } = sizeOf(diagram)
  const lanes = diagram.lanes.map((name, index) => {
    const x = laneX(diagram, index)
    return (
      `<line x1="${x}" y1="${HEAD}" x2="${x}" y2="${height}" stroke="#999"/>` +
      `<text x="${x}" y="26" text-anchor="middle" font-weight="600">${xml(name)}</text>`
    )
  })
  const arrows = diagram.arrows.map(({ from, to, label, row }) => {
    const [x1, x2, y] = [laneX(diagram, from), laneX(diagram, to), rowY(row)]
    const tip = x2 > x1 ? -7 : 7
    return (
      `<line x1="${x1}" y1="${y}" x2="${x2}" y2="${y}" stroke="#333"/>` +
      `<path d="M${x2} ${y}l${tip} -4v8z" fill="#333"/>` +
      `<text x="${labelX(diagram, { from, to })}" y="${y - 6}" text-anchor="middle" font-family="monospace" font-size="11">${xml(label)}</text>`
    )
  })
  const title = `<title>${xml(`A conversation of ${listed(diagram.lanes)}`)}</title>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="14"><rect width="100%" height="100%" fill="#fff"/>${title}${lanes.join('')}${arrows.join('')}</svg>\n`
}

function xml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}
