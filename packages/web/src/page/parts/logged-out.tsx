import { RAW_LABEL, type SessionSummary } from '../join/sessions.ts'
import { hashOf } from '../model/address.ts'
import { Tag, UserText } from './tag.tsx'

/** Said after a reload of the page: its connections have ended with the old one. */
export function LoggedOut(props: {
  readonly lost: readonly SessionSummary[]
  readonly onDismiss: () => void
}) {
  const { lost, onDismiss } = props
  if (lost.length === 0) return null
  return (
    <div class="banner logged-out" role="status">
      <p>The page was loaded again, which ended its connections. You are logged out:</p>
      <ul>
        {lost.map(({ dialect, mode, name }) => (
          <li key={`${dialect} ${mode}`}>
            <Tag dialect={dialect} /> <UserText text={name ?? RAW_LABEL} />{' '}
            <a
              href={hashOf({ view: 'join', chosen: { dialect, mode: mode === 'raw' ? mode : '' } })}
            >
              Join again
            </a>
          </li>
        ))}
      </ul>
      <button type="button" onClick={onDismiss}>
        Close
      </button>
    </div>
  )
}
