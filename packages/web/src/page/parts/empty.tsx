import type { ComponentChildren } from 'preact'

/** What stands where there is nothing to show: what that means, and what to do. */
export function Empty(props: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty">
      <svg viewBox="0 0 96 40" aria-hidden="true" class="empty-mark">
        <path d="M4 20h30M62 20h30" class="wire" />
        <path d="M34 12v16M40 15v10M62 12v16M56 15v10" class="plug" />
      </svg>
      <h2>{props.title}</h2>
      {props.children}
    </div>
  )
}
