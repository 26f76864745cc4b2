import { useEffect, useMemo, useState } from 'preact/hooks'
import { Feed, type FeedStatus } from './feed.ts'
import { loggedOutByReload, stillLost } from './join/lost-sessions.ts'
import type { Sessions } from './join/sessions.ts'
import { useSessions } from './join/use-sessions.ts'
import { hashOf, type Place, tokenOf, type ViewName, viewNames } from './model/address.ts'
import { FeedState, type Message } from './model/feed-state.ts'
import { everything, FilteredMessages } from './model/filter.ts'
import { counted } from './model/words.ts'
import { Appearance } from './parts/appearance.tsx'
import { Empty } from './parts/empty.tsx'
import { Kept } from './parts/kept.tsx'
import { LoggedOut } from './parts/logged-out.tsx'
import { Navigation, titles } from './parts/navigation.tsx'
import { useEscape } from './parts/use-escape.ts'
import { isAmid } from './reading.ts'
import { type Reading, usePlace } from './use-place.ts'
import { ChecksView } from './views/checks.tsx'
import { CompareView } from './views/compare.tsx'
import { JoinView } from './views/join.tsx'
import { LabView } from './views/lab.tsx'
import { RoomView } from './views/room.tsx'
import { WiresView } from './views/wires.tsx'
import { findVisitor, type Visitor } from './visitor.ts'

const allowed: Readonly<Record<Visitor['kind'], readonly ViewName[]>> = {
  operator: viewNames,
  guest: ['join'],
  stranger: ['compare', 'lab'],
  nobody: ['compare', 'lab'],
}

/** A recording has nobody to talk to. */
const ofRecording: readonly ViewName[] = ['wires', 'compare', 'lab']

function viewsFor(visitor: Visitor): readonly ViewName[] {
  const isOfRecording = visitor.kind === 'operator' && visitor.status.recorded === true
  return isOfRecording ? ofRecording : allowed[visitor.kind]
}

/** What a view gets: where it is, and a way to change that. */
export interface ViewProps {
  readonly chosen: Readonly<Record<string, string>>
  /** Puts values into the address; an empty one is taken out. */
  choose(values: Readonly<Record<string, string>>): void
}

export function App() {
  const [visitor, setVisitor] = useState<Visitor | undefined>()
  useEffect(() => {
    void findVisitor().then(setVisitor)
    const withNewKey = () => {
      if (tokenOf(location.hash) !== undefined) location.reload()
    }
    addEventListener('hashchange', withNewKey)
    return () => removeEventListener('hashchange', withNewKey)
  }, [])
  if (visitor === undefined) return <p class="loading">Looking for the gateway …</p>
  return <Page visitor={visitor} />
}

function Page({ visitor }: { readonly visitor: Visitor }) {
  const views = viewsFor(visitor)
  const { place, reading } = usePlace(views)
  const { state, status } = useFeed(visitor.kind === 'operator')
  const sessions = useSessions()
  const [lost, setLost] = useState(loggedOutByReload)
  const used = sessions.all.filter(({ isUsed }) => isUsed).length
  useEffect(() => setLost((before) => stillLost(before, sessions.all)), [sessions, used])
  const { unseen } = sessions
  useEffect(() => {
    const news = unseen > 0 ? `(${unseen}) ` : ''
    document.title = `${news}${titles[place.view]} · Parley`
  }, [place.view, unseen])
  const choose: ViewProps['choose'] = (values) => {
    const next = { view: place.view, chosen: { ...place.chosen, ...values } }
    history.replaceState(history.state, '', hashOf(next))
    dispatchEvent(new HashChangeEvent('hashchange'))
  }
  const isOnProjector = place.chosen.projector === '1'
  useEscape(isOnProjector, () => choose({ projector: '' }))
  return (
    <div class={isOnProjector ? 'page projector' : 'page'}>
      <button type="button" class="skip-link" onClick={skip}>
        Skip to the content
      </button>
      <header class="top">
        <span class="mark">Parley</span>
        <Navigation views={views} place={place} sessions={sessions} />
        {visitor.kind === 'operator' && (
          <Live state={state} status={status} withChecks={place.chosen.checks === 'on'} />
        )}
        <Appearance
          projector={isOnProjector}
          onProjector={() => choose({ projector: isOnProjector ? '' : '1' })}
        />
      </header>
      <main id="main" tabIndex={-1}>
        {visitor.kind === 'operator' && status === 'lost' && (
          <p class="banner" role="status">
            The connection to the gateway is lost. What is shown stays; it is tried again, and goes
            on where it stopped.
          </p>
        )}
        {visitor.kind === 'operator' && status === 'refused' && (
          <p class="banner" role="status">
            This page may look no more: the gateway was started again, and has another key. Open the
            address that it has printed.
          </p>
        )}
        {visitor.kind === 'stranger' && (
          <p class="banner">
            To see the room and the wires, open the address that <code>parley serve</code> has
            printed: it ends in a key. Visitors may join with <code>--web-guests on</code>.
          </p>
        )}
        {visitor.kind === 'nobody' && (
          <p class="banner">No gateway answers here. What needs none works all the same.</p>
        )}
        <LoggedOut
          lost={lost}
          onJoin={(one) => {
            sessions.rejoin(one)
            setLost(lost.filter((other) => other !== one))
          }}
          onDismiss={() => setLost([])}
        />
        {visitor.kind === 'operator' && place.view === 'wires' && <Kept state={state} />}
        <View
          place={place}
          choose={choose}
          visitor={visitor}
          state={state}
          status={status}
          sessions={sessions}
          reading={reading}
        />
      </main>
    </div>
  )
}

interface Shown extends Pick<ViewProps, 'choose'> {
  readonly place: Place
  readonly visitor: Visitor
  readonly state: FeedState
  readonly status: FeedStatus
  readonly sessions: Sessions
  readonly reading: Reading
}

function View({ place, choose, visitor, state, status, sessions, reading }: Shown) {
  const { chosen } = place
  switch (place.view) {
    case 'room':
      return <RoomView chosen={chosen} choose={choose} state={state} status={status} />
    case 'wires':
      return <WiresView {...{ chosen, choose, state, status, reading }} />
    case 'join':
      return visitor.kind === 'nobody' ? (
        <Empty title="No gateway" />
      ) : (
        <JoinView
          chosen={chosen}
          choose={choose}
          offered={visitor.status.dialects}
          sessions={sessions}
          online={state.connections.flatMap(({ name }) => name ?? [])}
          isGuest={visitor.kind === 'guest'}
        />
      )
    case 'compare':
      return <CompareView chosen={chosen} choose={choose} />
    case 'lab':
      return <LabView chosen={chosen} choose={choose} />
    case 'checks':
      return (
        <ChecksView
          chosen={chosen}
          choose={choose}
          isAllowed={visitor.kind !== 'nobody' && visitor.status.checks}
          offered={visitor.kind === 'nobody' ? [] : visitor.status.dialects}
        />
      )
  }
}

const statusWords: Readonly<Record<FeedStatus, string>> = {
  connecting: 'connecting',
  'catching-up': 'catching up',
  live: 'live',
  lost: 'reconnecting',
  refused: 'not allowed',
}

function isMessage({ isRefused }: Message): boolean {
  return !isRefused
}

/** Counts what Room and Wires show. */
function Live(props: {
  readonly state: FeedState
  readonly status: FeedStatus
  readonly withChecks: boolean
}) {
  const { state, status, withChecks } = props
  const online = state.connections.filter(({ name }) => name !== undefined).length
  const checks = state.hasChecks && !withChecks ? 'hidden' : ''
  const counting = useMemo(() => new FilteredMessages({ ...everything, checks }), [checks])
  const count = counting.update(state.messages, state.dropped).filter(isMessage).length
  return (
    <span class="live" role="status" aria-live="off">
      <span class={`dot ${status}`} aria-hidden="true" />
      {state.isRecorded && status === 'live' ? 'a recording' : statusWords[status]}
      {status === 'catching-up' && ` ${state.percent} %`} ·{' '}
      {!state.isRecorded && `${online} online · `}
      {counted(count, 'message')}
    </span>
  )
}

function skip(): void {
  document.getElementById('main')?.focus()
}

function useFeed(isWanted: boolean) {
  const [, draw] = useState(0)
  const [state] = useState(() => new FeedState(isAmid))
  const [feed, setFeed] = useState<Feed | undefined>()
  useEffect(() => {
    if (!isWanted) return
    const made = new Feed(state, () => draw((count) => count + 1))
    setFeed(made)
    return () => made.close()
  }, [isWanted, state])
  return { state, status: feed?.status ?? 'connecting' }
}
