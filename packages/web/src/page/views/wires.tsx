import { useMemo } from 'preact/hooks'
import type { ViewProps } from '../app.tsx'
import type { FeedStatus } from '../feed.ts'
import type { FeedState, Message } from '../model/feed-state.ts'
import { FilteredMessages, type Wanted } from '../model/filter.ts'
import { beforeWords } from '../model/kept-words.ts'
import { missingInWords } from '../model/missing-words.ts'
import { counted } from '../model/words.ts'
import { CheckSwitch } from '../parts/check-switch.tsx'
import { Chips } from '../parts/chips.tsx'
import { Empty } from '../parts/empty.tsx'
import type { FrameLook } from '../parts/frame-view.tsx'
import { Legend } from '../parts/legend.tsx'
import { Windowed } from '../parts/windowed.tsx'
import type { Reading } from '../use-place.ts'
import { DiagramPanel } from './diagram-panel.tsx'
import { MessageCard } from './message-card.tsx'

interface WiresProps extends ViewProps {
  readonly state: FeedState
  readonly status: FeedStatus
  readonly reading: Reading
}

const looks: Readonly<Record<FrameLook, string>> = {
  annotated: 'Annotated',
  text: 'Text',
  hex: 'Hex',
}

/** The most messages in a diagram. */
const MOST_SELECTED = 50

/** Every message on all its wires. */
export function WiresView({ chosen, choose, state, status, reading }: WiresProps) {
  const { dialect = '', name = '', connection = '', text = '' } = chosen
  const showsChecks = chosen.checks === 'on'
  const checks = state.hasChecks && !showsChecks ? 'hidden' : ''
  const wanted: Wanted = { dialect, name, connection, text, checks }
  const of = JSON.stringify([dialect, name, connection, text, showsChecks])
  const filtered = useMemo(() => new FilteredMessages(wanted), [of, checks])
  const messages = filtered.update(state.messages, state.dropped)
  const look = lookOf(chosen.look)
  const follow = chosen.follow !== 'off'
  const ids = selectedIds(chosen.select)
  const select = (next: readonly number[]) =>
    choose({ select: next.slice(-MOST_SELECTED).join('.') })
  const toggle = (id: number) =>
    select(ids.includes(id) ? ids.filter((it) => it !== id) : [...ids, id])
  const selected = ids.length === 0 ? [] : state.messages.filter(({ id }) => ids.includes(id))
  return (
    <div class="wires-view">
      <h1 class="hidden">Wires</h1>
      <Filters state={state} wanted={wanted} look={look} follow={follow} choose={choose} />
      <Legend />
      <CheckSwitch state={state} isOn={showsChecks} choose={choose} />
      {(state.missing > 0 || state.dropped > 0) && <Missing state={state} />}
      {selected.length > 0 && <DiagramPanel messages={selected} onClear={() => select([])} />}
      {messages.length === 0 ? (
        <Nothing state={state} status={status} isFiltered={state.messages.length > 0} />
      ) : (
        <Windowed<Message>
          items={messages}
          keyOf={({ id }) => id}
          of={of}
          follow={follow}
          reading={reading}
          onLeaveEnd={() => choose({ follow: 'off' })}
          label={countsInWords(messages, state.isRecorded)}
          row={(message) => (
            <MessageCard
              isRecorded={state.isRecorded}
              message={message}
              look={look}
              isSelected={ids.includes(message.id)}
              onSelect={() => toggle(message.id)}
            />
          )}
        />
      )}
    </div>
  )
}

function countsInWords(all: readonly Message[], isRecorded: boolean): string {
  const refused = all.filter(({ isRefused }) => isRefused).length
  const messages = counted(all.length - refused, 'message')
  return refused === 0
    ? messages
    : `${messages} and ${refused} ${isRecorded ? 'of which no message is known' : 'refused'}`
}

function lookOf(chosen: string | undefined): FrameLook {
  return chosen === 'text' || chosen === 'hex' ? chosen : 'annotated'
}

function selectedIds(chosen = ''): readonly number[] {
  return chosen
    .split('.')
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id !== 0)
}

const noFilter = { dialect: '', name: '', connection: '', text: '' }

interface FiltersProps {
  readonly state: FeedState
  readonly wanted: Wanted
  readonly look: FrameLook
  readonly follow: boolean
  readonly choose: ViewProps['choose']
}

function Filters({ state, wanted, look, follow, choose }: FiltersProps) {
  const typed = (key: Exclude<keyof Wanted, 'checks'>) => (event: Event) => {
    const { target } = event
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
      choose({ [key]: target.value })
    }
  }
  const names = [...new Set(state.dialects.map((dialect) => dialect.name))]
  return (
    <form class="filter" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
      <label>
        <span>Dialect</span>
        <select value={wanted.dialect} onChange={typed('dialect')}>
          <option value="">all</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Name</span>
        <input type="search" value={wanted.name} onInput={typed('name')} size={10} />
      </label>
      <label>
        <span>Connection</span>
        <input
          type="search"
          inputMode="numeric"
          value={wanted.connection}
          onInput={typed('connection')}
          size={5}
        />
      </label>
      <label class="wide">
        <span>Text</span>
        <input type="search" value={wanted.text} onInput={typed('text')} size={16} />
      </label>
      <button type="button" class="quiet" onClick={() => choose(noFilter)}>
        Clear filters
      </button>
      <Chips
        legend="How bytes are shown"
        options={looks}
        chosen={look}
        onChoose={(name) => choose({ look: name === 'annotated' ? '' : name })}
      />
      <button
        type="button"
        class="follow"
        aria-pressed={follow}
        onClick={() => choose({ follow: follow ? 'off' : '' })}
      >
        <span class="follow-mark" aria-hidden="true" />
        Follow
      </button>
    </form>
  )
}

function Missing({ state: { missing, dropped } }: { readonly state: FeedState }) {
  return <p class="note missing">{missingInWords(missing, dropped)}</p>
}

function Nothing(props: {
  readonly state: FeedState
  readonly status: FeedStatus
  readonly isFiltered: boolean
}) {
  if (props.isFiltered) {
    return (
      <Empty title="No message matches">
        <p>
          Of {counted(props.state.messages.length, 'message')} none is what the filter asks for.
        </p>
      </Empty>
    )
  }
  if (props.status === 'refused') {
    return (
      <Empty title="Not for this visitor">
        <p>
          The gateway may have been started again: open the address that <code>parley serve</code>{' '}
          has printed.
        </p>
      </Empty>
    )
  }
  return (
    <Empty title="No messages yet">
      <p>
        As soon as somebody says something, it stands here as it was on every wire. The{' '}
        <a href="#/room">room</a> shows how to join with other programs; the page{' '}
        <a href="#/join">can join itself</a>.
      </p>
      <p>{beforeWords(props.state.kept.times, Date.now())}</p>
    </Empty>
  )
}
