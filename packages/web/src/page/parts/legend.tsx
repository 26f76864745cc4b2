import type { Part } from '@parley/contract'
import { useState } from 'preact/hooks'
import { roles, roleWords } from './frame-view.tsx'
import { useEscape } from './use-escape.ts'

/** Lights up all bytes of one meaning; `undefined`: none. */
function light(role: string | undefined): void {
  const { dataset } = document.documentElement
  if (role === undefined) delete dataset.lit
  else dataset.lit = role
}

let pinned: Part['role'] | undefined

/** Follows the pointer over the whole page. Called once. */
export function watchPointer(): void {
  document.addEventListener('pointerover', ({ target }) => {
    const found = target instanceof Element ? target.closest('[data-role]') : null
    light(found?.getAttribute('data-role') ?? pinned)
  })
}

/** What the colours mean. A press on one keeps it lit, until another press on it or Escape. */
export function Legend({ shown = roles }: { readonly shown?: readonly Part['role'][] }) {
  const [kept, setKept] = useState(pinned)
  const keep = (role: Part['role'] | undefined) => {
    pinned = role
    light(role)
    setKept(role)
  }
  useEscape(kept !== undefined, () => keep(undefined))
  return (
    <ul class="legend" aria-label="What the colours mean">
      {shown.map((role) => (
        <li key={role}>
          <button
            type="button"
            data-role={role}
            class={`role ${role}`}
            aria-pressed={kept === role}
            onClick={() => keep(kept === role ? undefined : role)}
          >
            {roleWords[role]}
          </button>
        </li>
      ))}
      <li>
        <span class="read-mark" aria-hidden="true" />
        one read or write
      </li>
    </ul>
  )
}
