import { RAW_LABEL, type SessionSummary } from '../join/sessions.ts'
import { hashOf } from '../model/address.ts'
import { Tag, UserText } from './tag.tsx'

/** Said after a reload of the page: its connections have ended with the old one. */
export function LoggedOut(props: {
  readonly lost: readonly SessionSummary[]
  readonly onJoin: (one: SessionSummary) => void
  readonly onDismiss: () => void
}) {
  const { lost, onJoin, onDismiss } = props
  if (lost.length === 0) return null
  return (
    <div class="banner logged-out" role="status">
      <p>The page was loaded again, which ended its connections. You are logged out:</p>
      <ul>
        {lost.map((one) => (
          <LostSession key={`${one.dialect} ${one.mode}`} lost={one} onJoin={() => onJoin(one)} />
        ))}
      </ul>
      <button type="button" onClick={onDismiss}>
        Close
      </button>
    </div>
  )
}

function LostSession(props: { readonly lost: SessionSummary; readonly onJoin: () => void }) {
  const { dialect, mode, name } = props.lost
  const chosen = { dialect, mode: mode === 'raw' ? mode : '' }
  return (
    <li>
      <Tag dialect={dialect} /> <UserText text={name ?? RAW_LABEL} />{' '}
      <a href={hashOf({ view: 'join', chosen })} onClick={props.onJoin}>
        {mode === 'raw' ? 'Connect again' : 'Join again'}
      </a>
    </li>
  )
}
