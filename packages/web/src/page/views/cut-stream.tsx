import type { Part } from '@parley/contract'
import { useEffect, useRef } from 'preact/hooks'
import { glyphsOf } from '../model/bytes.ts'
import type { LabStream } from '../model/lab.ts'

interface CutStreamProps {
  readonly stream: LabStream
  readonly parts: readonly Part[]
  readonly cuts: readonly number[]
  readonly onCuts: (cuts: readonly number[]) => void
}

/**
 * The stream, a cell for each byte. A cut is a slider: it is dragged, or moved by the arrow keys; Delete
 * joins the pieces at its sides. A press on a byte cuts before it.
 */
export function CutStream({ stream, parts, cuts, onCuts }: CutStreamProps) {
  const { bytes, ends } = stream
  const dragged = useRef<number | undefined>(undefined)
  const typedTo = useRef<number | undefined>(undefined)
  const move = (cut: number, to: number) => {
    const isFree = to > 0 && to < bytes.length && !cuts.includes(to)
    if (isFree) onCuts([...cuts.filter((one) => one !== cut), to])
    return isFree
  }
  const byteAt = ({ clientX, clientY }: PointerEvent) => {
    const cell = document.elementFromPoint(clientX, clientY)?.closest('[data-at]')
    return cell === null || cell === undefined ? undefined : Number(cell.getAttribute('data-at'))
  }
  const moved = (event: PointerEvent) => {
    const to = byteAt(event)
    if (dragged.current === undefined || to === undefined) return
    if (move(dragged.current, to)) dragged.current = to
  }
  const pressed = (event: PointerEvent) => {
    const at = byteAt(event)
    if (at === undefined || !(event.target instanceof Element)) return
    if (event.target.closest('.cut') !== null) return
    if (at > 0 && !cuts.includes(at)) onCuts([...cuts, at])
    dragged.current = at
  }
  const released = () => {
    dragged.current = undefined
  }
  return (
    <div class="stream-box">
      <div
        class="stream"
        dir="ltr"
        onPointerDown={pressed}
        onPointerMove={moved}
        onPointerUp={released}
        onPointerLeave={released}
      >
        {Array.from(bytes, (_, at) => {
          const cut = cuts.includes(at)
          return (
            <span key={at} class="cell-box">
              {cut && (
                <CutHandle
                  at={at}
                  most={bytes.length - 1}
                  onGrab={() => {
                    dragged.current = at
                  }}
                  isTyped={typedTo.current === at}
                  onMove={(to) => {
                    typedTo.current = move(at, to) ? to : at
                  }}
                  onJoin={() => onCuts(cuts.filter((one) => one !== at))}
                />
              )}
              <span
                class={`cell role ${roleAt(parts, at)} ${ends.includes(at + 1) ? 'last' : ''}`}
                data-at={at}
                data-role={roleAt(parts, at)}
              >
                {glyphAt(bytes, at)}
              </span>
            </span>
          )
        })}
      </div>
    </div>
  )
}

interface HandleProps {
  readonly at: number
  readonly most: number
  /** Whether a key has moved it here: the focus goes with it. */
  readonly isTyped: boolean
  readonly onGrab: () => void
  readonly onMove: (to: number) => void
  readonly onJoin: () => void
}

function CutHandle({ at, most, isTyped, onGrab, onMove, onJoin }: HandleProps) {
  const handle = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (isTyped) handle.current?.focus()
  }, [isTyped])
  const typed = (event: KeyboardEvent) => {
    const step = event.shiftKey ? BIG_STEP : 1
    if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') onMove(at - step)
    else if (event.key === 'ArrowRight' || event.key === 'ArrowUp') onMove(at + step)
    else if (event.key === 'Delete' || event.key === 'Backspace') onJoin()
    else return
    event.preventDefault()
  }
  return (
    <span
      ref={handle}
      class="cut"
      role="slider"
      tabIndex={0}
      aria-label={`Cut before byte ${at + 1}; Delete joins`}
      aria-valuenow={at}
      aria-valuemin={1}
      aria-valuemax={most}
      title="Drag to move, double-click or Delete to join"
      onPointerDown={onGrab}
      onDblClick={onJoin}
      onKeyDown={typed}
    />
  )
}

const BIG_STEP = 10

/** One byte as it is: a character of several bytes is several cells. */
function glyphAt(bytes: Uint8Array, at: number): string {
  const byte = bytes[at] ?? 0
  return byte === 0x20 ? '␣' : (glyphsOf(bytes.subarray(at, at + 1))[0]?.text ?? '')
}

function roleAt(parts: readonly Part[], at: number): Part['role'] {
  return parts.find(({ from, to }) => from <= at && at < to)?.role ?? 'field'
}
