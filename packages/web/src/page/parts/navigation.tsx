import type { Sessions } from '../join/sessions.ts'
import { hashOf, type Place, type ViewName } from '../model/address.ts'
import { counted, listed, thousands } from '../model/words.ts'
import { UserText } from './tag.tsx'

export const titles: Readonly<Record<ViewName, string>> = {
  room: 'Room',
  wires: 'Wires',
  join: 'Join',
  compare: 'Compare',
  lab: 'Lab',
  checks: 'Checks',
}

/** The views. At Join it shows as whom this page is logged in, and how much has come meanwhile. */
export function Navigation(props: {
  readonly views: readonly ViewName[]
  readonly place: Place
  readonly sessions: Sessions
}) {
  const { views, place, sessions } = props
  const kept: Place['chosen'] = place.chosen.projector === '1' ? { projector: '1' } : {}
  return (
    <nav aria-label="Views">
      {views.map((name) => (
        <a
          key={name}
          href={hashOf({
            view: name,
            chosen: name === 'join' ? { ...kept, ...latest(sessions) } : kept,
          })}
          aria-current={name === place.view ? 'page' : undefined}
        >
          {titles[name]}
          {name === 'join' && <Joined sessions={sessions} />}
        </a>
      ))}
    </nav>
  )
}

/** Where one was in Join. */
function latest(sessions: Sessions): Place['chosen'] {
  const session = sessions.all.findLast(({ unseen }) => unseen > 0) ?? sessions.latest
  if (session === undefined) return {}
  return { dialect: session.dialect, mode: session.mode === 'raw' ? 'raw' : '' }
}

function Joined({ sessions }: { readonly sessions: Sessions }) {
  const { loggedIn, unseen } = sessions
  const names = loggedIn.map(({ label }) => label)
  if (names.length === 0 && unseen === 0) return null
  return (
    <span class="joined">
      {names.length > 0 && (
        <>
          <span class="dot live" aria-hidden="true" />
          <span class="joined-name">
            <span class="hidden">as </span>
            <UserText text={listed(names)} />
          </span>
        </>
      )}
      {unseen > 0 && (
        <span class="unseen">
          <span aria-hidden="true">{thousands(unseen)}</span>
          <span class="hidden">, {counted(unseen, 'new message')}</span>
        </span>
      )}
    </span>
  )
}
