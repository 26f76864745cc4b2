import type { ViewProps } from '../app.tsx'
import type { FeedStatus } from '../feed.ts'
import type { FeedState, Peer } from '../model/feed-state.ts'
import { reasonInWords } from '../model/reasons.ts'
import { counted, durationInWords } from '../model/words.ts'
import { CheckMark, CheckSwitch } from '../parts/check-switch.tsx'
import { Empty } from '../parts/empty.tsx'
import { HowToJoin } from '../parts/how-to-join.tsx'
import { Kept } from '../parts/kept.tsx'
import { Tag, UserText } from '../parts/tag.tsx'
import { useNow } from '../parts/use-now.ts'

interface RoomProps extends ViewProps {
  readonly state: FeedState
  readonly status: FeedStatus
}

/** So many of those who left are shown. */
const MOST_GONE = 8

/** Who is there, in which dialect, and how one joins. Made to be read from the last row. */
export function RoomView({ state, chosen, choose }: RoomProps) {
  const now = useNow()
  const showsChecks = chosen.checks === 'on'
  const peers = showsChecks ? [...state.connections, ...state.checkConnections] : state.connections
  const gone = showsChecks ? [...state.goneChecks, ...state.gone].sort(latestFirst) : state.gone
  const online = peers.filter(({ name }) => name !== undefined)
  const people = online.filter(({ check }) => check !== true)
  const unnamed = peers.filter(({ name }) => name === undefined)
  return (
    <div class="room">
      <section aria-labelledby="online" class="who">
        <h1 id="online">
          {people.length === 0
            ? 'Nobody is here yet'
            : `${counted(people.length, 'person', 'people')} online`}
        </h1>
        {online.length === 0 && (
          <Empty title="Waiting for the first one">
            <p>Each dialect has a port of its own, and all of them are in the same conversation.</p>
          </Empty>
        )}
        <ul class="people">
          {online.map((peer) => (
            <Person key={peer.connection} peer={peer} now={now} />
          ))}
        </ul>
        {unnamed.length > 0 && (
          <section aria-labelledby="unnamed">
            <h2 id="unnamed">Connected, not logged in</h2>
            <ul class="people small">
              {unnamed.map((peer) => (
                <Person key={peer.connection} peer={peer} now={now} />
              ))}
            </ul>
          </section>
        )}
        {gone.length > 0 && <Gone gone={gone} now={now} />}
        <CheckSwitch state={state} isOn={showsChecks} choose={choose} />
        <Kept state={state} />
      </section>
      <HowToJoin
        dialects={state.dialects}
        addresses={state.addresses}
        online={people.flatMap(({ name }) => name ?? [])}
      />
    </div>
  )
}

function Person({ peer, now }: { readonly peer: Peer; readonly now: number }) {
  return (
    <li>
      <Tag dialect={peer.dialect} />
      <span class="person">
        {peer.name === undefined ? (
          <span class="aside">no name yet</span>
        ) : (
          <UserText text={peer.name} />
        )}
        <CheckMark check={peer.check} />
      </span>
      <span class="since">
        {sinceWords(now - peer.since)}
        <span class="address"> from {peer.address}</span>
      </span>
    </li>
  )
}

function latestFirst(one: Peer, other: Peer): number {
  return (other.closed?.time ?? 0) - (one.closed?.time ?? 0)
}

function sinceWords(time: number): string {
  return time < 1000 ? 'just now' : `for ${durationInWords(time)}`
}

function agoWords(time: number): string {
  return time < 1000 ? 'just now' : `${durationInWords(time)} ago`
}

function Gone({ gone, now }: { readonly gone: readonly Peer[]; readonly now: number }) {
  return (
    <section aria-labelledby="gone">
      <h2 id="gone">Left</h2>
      <ul class="people small">
        {gone.slice(0, MOST_GONE).map(({ connection, dialect, name, closed, check }) => (
          <li key={connection}>
            <Tag dialect={dialect} />
            <span class="person">
              {name === undefined ? (
                <span class="aside">without a name</span>
              ) : (
                <UserText text={name} />
              )}
              <CheckMark check={check} />
              <span class="reason">{reasonInWords(closed?.reason ?? '')}</span>
            </span>
            <span class="since">{agoWords(now - (closed?.time ?? now))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
