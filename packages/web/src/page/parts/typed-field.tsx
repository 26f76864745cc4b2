import type { TargetedClipboardEvent, TargetedKeyboardEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { pastedLine, type TypedLines } from '../join/typed-lines.ts'

const plainInput = { type: 'text' } as const
const hiddenInput = { type: 'password' } as const

/**
 * The field in which a line is typed. What stands in it is kept while another view is shown; the arrows up
 * and down recall what was sent.
 */
export function TypedField(props: {
  readonly typed: TypedLines
  readonly label: string
  readonly isSecret?: boolean
  readonly class?: string
  /** What stands for a line break within what is pasted. */
  readonly breakAs: ' ' | '\\n'
  /** The draft is another. */
  readonly onDraft?: () => void
}) {
  const { typed, label, isSecret = false, breakAs, onDraft } = props
  const [, draw] = useState(0)
  const [isJoined, setJoined] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  const changed = () => {
    draw((count) => count + 1)
    onDraft?.()
  }
  const recall = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    if (isSecret || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    if (event.key === 'ArrowUp') typed.older()
    else typed.newer()
    changed()
  }
  const paste = (event: TargetedClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData?.getData('text') ?? ''
    const { currentTarget } = event
    setJoined(/[\r\n]/.test(text.trimEnd()))
    if (!/[\r\n]/.test(text)) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = currentTarget
    const line = pastedLine(text, breakAs)
    currentTarget.setRangeText(line, selectionStart ?? 0, selectionEnd ?? 0, 'end')
    typed.draft = currentTarget.value
    changed()
  }
  return (
    <label>
      <span class="asked">{label}</span>
      <input
        ref={field}
        {...(isSecret ? hiddenInput : plainInput)}
        class={props.class}
        value={typed.draft}
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        enterKeyHint="send"
        onInput={({ currentTarget }) => {
          typed.draft = currentTarget.value
          changed()
        }}
        onKeyDown={recall}
        onPaste={paste}
      />
      {isJoined && typed.draft !== '' && (
        <span class="note" role="status">
          One line is typed at a time: each line break of what was pasted is now{' '}
          {breakAs === ' ' ? 'a blank' : <code>{breakAs}</code>}.
        </span>
      )}
    </label>
  )
}
