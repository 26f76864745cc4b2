import type { Part } from '@parley/contract'
import type { ComponentChildren } from 'preact'
import { glyphsOf, hexRows } from '../model/bytes.ts'
import { sizeInWords } from '../model/words.ts'

/** How bytes are shown: which of them are what, plainly, or as numbers. */
export type FrameLook = 'annotated' | 'text' | 'hex'

export const roles = ['verb', 'name', 'body', 'field', 'terminator', 'secret', 'noise'] as const

export const roleWords: Readonly<Record<Part['role'], string>> = {
  verb: 'verb',
  name: 'name',
  body: 'text',
  field: 'other fields',
  terminator: 'terminator',
  secret: 'password, masked',
  noise: 'ignored',
}

/** So many bytes of a frame are shown. */
const MOST_SHOWN = 4096

interface FrameProps {
  readonly bytes: Uint8Array
  readonly parts: readonly Part[]
  readonly cuts?: readonly number[]
  readonly joined?: boolean
  readonly look: FrameLook
  /** Whether the text was written in another form than it was said. */
  readonly changed?: boolean
  /** What one read or write is called here. */
  readonly unit?: string
}

/** One frame: a block for each read or write that brought a piece of it. */
export function FrameView(props: FrameProps) {
  const { bytes, cuts = [], look } = props
  const end = Math.min(bytes.length, MOST_SHOWN)
  const edges = [0, ...cuts.filter((cut) => cut < end), end]
  const more = bytes.length - end
  return (
    <div class={props.joined === true ? 'frame joined' : 'frame'}>
      {edges.slice(1).map((to, index) => {
        const from = edges[index] ?? 0
        const Show = look === 'hex' ? Hex : Piece
        return <Show key={from} {...props} from={from} to={to} />
      })}
      {more > 0 && <p class="note">and {sizeInWords(more)} more</p>}
    </div>
  )
}

interface PieceProps extends FrameProps {
  readonly from: number
  readonly to: number
}

function Piece({ bytes, parts, look, changed, from, to }: PieceProps) {
  if (look === 'text') {
    return (
      <code class="piece" dir="ltr">
        <Glyphs bytes={bytes.subarray(from, to)} />
      </code>
    )
  }
  const here = parts.filter((part) => part.from < to && part.to > from)
  return (
    <code class="piece" dir="ltr">
      {here.map((part) => {
        const shown = bytes.subarray(Math.max(from, part.from), Math.min(to, part.to))
        return (
          <Role key={part.from} role={part.role} changed={changed === true}>
            <Glyphs bytes={shown} />
          </Role>
        )
      })}
    </code>
  )
}

/** Bytes of one meaning; the pointer on it lights that meaning up everywhere. */
function Role(props: {
  readonly role: Part['role']
  readonly changed?: boolean
  readonly children?: ComponentChildren
}) {
  const { role, changed, children } = props
  const mark = changed === true && role === 'body' ? ' changed' : ''
  return (
    <span class={`role ${role}${mark}`} data-role={role}>
      {children}
    </span>
  )
}

function Glyphs({ bytes }: { readonly bytes: Uint8Array }) {
  return glyphsOf(bytes).map(({ kind, text }, index) => {
    const breaks = text === '\\n'
    const key = `${index} ${text.length}`
    if (kind === 'text') return <bdi key={key}>{text}</bdi>
    return (
      <span key={key} class="escape">
        {text}
        {breaks && <wbr />}
        {breaks && '\n'}
      </span>
    )
  })
}

function Hex({ bytes, parts, from, to }: PieceProps) {
  return (
    <div class="piece hex">
      {hexRows(bytes.subarray(from, to)).map(({ offset, cells }) => (
        <div class="hex-row" key={offset}>
          <span class="offset">{offset}</span>
          <span class="cells">
            {cells.map(({ at, hex }) => (
              <Role key={at} role={roleAt(parts, from + at)}>
                {hex}{' '}
              </Role>
            ))}
          </span>
          <span class="ascii">
            {cells.map(({ at, glyph }) => (
              <Role key={at} role={roleAt(parts, from + at)}>
                {glyph}
              </Role>
            ))}
          </span>
        </div>
      ))}
    </div>
  )
}

function roleAt(parts: readonly Part[], at: number): Part['role'] {
  return parts.find(({ from, to }) => from <= at && at < to)?.role ?? 'field'
}
