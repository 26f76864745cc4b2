import type { Dialect, Part } from '@parley/contract'
import { useRef } from 'preact/hooks'
import { partsOf } from '../../compare/parts.ts'
import type { BrowserTerminal } from '../join/browser-terminal.ts'
import type { Entry } from '../join/entries.ts'
import type { Example } from '../join/first-lines.ts'
import type { Session } from '../join/sessions.ts'
import { counted } from '../model/words.ts'
import { FrameView } from '../parts/frame-view.tsx'
import { UserText } from '../parts/tag.tsx'
import { TypedField } from '../parts/typed-field.tsx'
import { useEnd } from '../parts/use-end.ts'
import { FirstSteps } from './first-steps.tsx'

/** So many of the newest entries are in the document. */
const MOST_SHOWN = 150

/** What a person reads and types, and the bytes of it. */
export function TerminalScreen(props: {
  readonly dialect: Dialect
  readonly session: Session
  readonly terminal: BrowserTerminal
  readonly example: Example
  readonly onAgain: () => void
}) {
  const { dialect, session, terminal, example, onAgain } = props
  const texts = terminal.entries.filter((entry) => entry.kind !== 'bytes')
  const bytes = terminal.entries.filter((entry) => entry.kind === 'bytes')
  return (
    <div class="terminal">
      <section class="talk" aria-label="Conversation">
        <Log entries={texts} dialect={dialect} label="What was said" />
        {terminal.state === 'over' ? (
          <p class="over">
            The connection is closed.{' '}
            <button type="button" class="main" onClick={onAgain}>
              Join again
            </button>
          </p>
        ) : (
          <>
            {!session.hasTalked && (
              <FirstSteps
                phrases={dialect.terminal.phrases}
                example={example}
                isLoggedIn={session.name !== undefined}
              />
            )}
            <Typing session={session} terminal={terminal} />
          </>
        )}
        <Help dialect={dialect} />
      </section>
      <section class="wire-log" aria-label="Bytes on the wire">
        <h2>On the wire</h2>
        {bytes.length === 0 && (
          <p class="note">Nothing yet. The bytes that the terminal sends and reads stand here.</p>
        )}
        <Log entries={bytes} dialect={dialect} label="Bytes both ways" />
      </section>
    </div>
  )
}

function Log(props: {
  readonly entries: readonly Entry[]
  readonly dialect: Dialect
  readonly label: string
}) {
  const place = useRef<HTMLElement>(null)
  const shown = props.entries.slice(-MOST_SHOWN)
  const first = props.entries.length - shown.length
  const scrolled = useEnd(place, props.entries.length)
  return (
    <section
      class="log"
      ref={place}
      onScroll={scrolled}
      tabIndex={0}
      aria-label={props.label}
      aria-live="polite"
    >
      {first > 0 && <p class="note">{counted(first, 'earlier entry', 'earlier entries')}</p>}
      {shown.map((entry, index) => (
        <EntryView key={first + index} entry={entry} dialect={props.dialect} />
      ))}
    </section>
  )
}

export function EntryView({
  entry,
  dialect,
}: {
  readonly entry: Entry
  readonly dialect: Dialect | undefined
}) {
  switch (entry.kind) {
    case 'shown':
      return (
        <p class={`shown ${entry.tone}`} dir="auto">
          <UserText text={entry.text} />
        </p>
      )
    case 'typed':
      return (
        <p class="typed" dir="auto">
          <UserText text={entry.text} />
        </p>
      )
    case 'bytes':
      return <BytesEntry from={entry.from} bytes={entry.bytes} dialect={dialect} />
  }
}

function BytesEntry(props: {
  readonly from: 'client' | 'server'
  readonly bytes: Uint8Array
  readonly dialect: Dialect | undefined
}) {
  const { from, bytes, dialect } = props
  const parts = partsOf(dialect ?? {}, bytes, from)
  return (
    <div class={`wire-entry ${from}`}>
      <span class="direction">{from === 'client' ? 'sent' : 'read'}</span>
      <FrameView bytes={masked(bytes, parts)} parts={parts} look="annotated" />
      <span class="size">{counted(bytes.length, 'byte')}</span>
    </div>
  )
}

/** Others may look at the screen: a password is so many stars. */
function masked(bytes: Uint8Array, parts: readonly Part[]): Uint8Array {
  const shown = Uint8Array.from(bytes)
  for (const { role, from, to } of parts) if (role === 'secret') shown.fill(STAR, from, to)
  return shown
}

const STAR = 0x2a

function Typing({ session, terminal }: TypingProps) {
  const { asked } = terminal
  const isSecret = asked?.isSecret === true
  const submit = (event: Event) => {
    event.preventDefault()
    terminal.type(session.typed.send(isSecret))
  }
  return (
    <form class="typing" onSubmit={submit}>
      <TypedField
        typed={session.typed}
        label={asked === undefined || asked.words === '' ? 'Type' : asked.words}
        isSecret={isSecret}
        breakAs=" "
      />
      <button type="submit" class="main">
        Send
      </button>
      <button type="button" class="quiet" onClick={() => terminal.leave()}>
        Leave
      </button>
    </form>
  )
}

interface TypingProps {
  readonly session: Session
  readonly terminal: BrowserTerminal
}

function Help({ dialect }: { readonly dialect: Dialect }) {
  return (
    <details class="help">
      <summary>What can be typed</summary>
      <dl>
        {dialect.terminal.help.map(({ typed, does }) => (
          <div key={typed}>
            <dt>
              <code>{typed}</code>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
