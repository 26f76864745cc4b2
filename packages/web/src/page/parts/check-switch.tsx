import type { ViewProps } from '../app.tsx'
import type { FeedState } from '../model/feed-state.ts'

/** Shows what the gateway's own checks do, which is left out otherwise; nothing where there were none. */
export function CheckSwitch(props: {
  readonly state: FeedState
  readonly isOn: boolean
  readonly choose: ViewProps['choose']
}) {
  const { state, isOn, choose } = props
  if (!state.hasChecks) return null
  return (
    <label class="check-switch">
      <input type="checkbox" checked={isOn} onChange={() => choose({ checks: isOn ? '' : 'on' })} />
      <span>
        with the connections and messages of this gateway’s own checks (message numbers count them
        too)
      </span>
    </label>
  )
}

/** Stands beside the name of a user who is played by a check. */
export function CheckMark({ check }: { readonly check: true | undefined }) {
  return check === true ? <span class="check-mark">check</span> : null
}
