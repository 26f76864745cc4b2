import type { Part } from '@parley/contract'
import { roles, roleWords } from './frame-view.tsx'

/** Lights up all bytes of one meaning; `undefined`: none. */
function light(role: string | undefined): void {
  const { dataset } = document.documentElement
  if (role === undefined) delete dataset.lit
  else dataset.lit = role
}

let pinned: string | undefined

/** Follows the pointer over the whole page. Called once. */
export function watchPointer(): void {
  document.addEventListener('pointerover', ({ target }) => {
    const found = target instanceof Element ? target.closest('[data-role]') : null
    light(found?.getAttribute('data-role') ?? pinned)
  })
}

/** What the colours mean. A press on one keeps it lit. */
export function Legend({ shown = roles }: { readonly shown?: readonly Part['role'][] }) {
  const press = (role: string) => {
    pinned = pinned === role ? undefined : role
    light(pinned)
  }
  return (
    <ul class="legend" aria-label="What the colours mean">
      {shown.map((role) => (
        <li key={role}>
          <button type="button" data-role={role} class={`role ${role}`} onClick={() => press(role)}>
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
