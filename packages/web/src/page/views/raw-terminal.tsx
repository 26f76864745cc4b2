import type { Dialect } from '@parley/contract'
import { useMemo, useRef, useState } from 'preact/hooks'
import type { Entry } from '../join/entries.ts'
import { firstFrames } from '../join/first-lines.ts'
import type { RawConnection } from '../join/raw-connection.ts'
import type { TypedLines } from '../join/typed-lines.ts'
import { typedBytes } from '../model/bytes.ts'
import { typedNotes } from '../model/typed-notes.ts'
import { counted } from '../model/words.ts'
import { UserText } from '../parts/tag.tsx'
import { TypedField } from '../parts/typed-field.tsx'
import { useEnd } from '../parts/use-end.ts'
import { EntryView } from './terminal-screen.tsx'

/** So many of the newest entries are in the document. */
const MOST_SHOWN = 150

/** What can stand at the end of each line that is typed, longest first. */
const endings = ['\\r\\n', '\\n'] as const

/** One types the protocol oneself: what is typed goes out as it is. */
export function RawTerminal(props: {
  readonly raw: RawConnection
  readonly typed: TypedLines
  readonly dialect: Dialect | undefined
  /** As whom the user is logged in with the same dialect in its terminal. */
  readonly terminalName: string | undefined
  readonly exampleName: string
  readonly onAgain: () => void
}) {
  const { raw, typed, dialect, terminalName, exampleName, onAgain } = props
  const [, setDrawn] = useState(0)
  const draw = () => setDrawn((count) => count + 1)
  const place = useRef<HTMLElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const shown = raw.entries.slice(-MOST_SHOWN)
  const earlier = raw.dropped + raw.entries.length - shown.length
  const scrolled = useEnd(place, raw.dropped + raw.entries.length)
  const fill = (frame: string) => {
    const end = endings.find((one) => frame.endsWith(one)) ?? ''
    typed.draft = frame.slice(0, frame.length - end.length)
    raw.ending = end
    form.current?.querySelector('input')?.focus()
    draw()
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (raw.state !== 'on') return
    const bytes = typedBytes(typed.send(false) + raw.ending)
    if (bytes.length > 0) raw.send(bytes)
    draw()
  }
  const isOurs = (entry: Entry) => entry.kind === 'bytes' && entry.from === 'client'
  const sent = raw.dropped + raw.entries.filter(isOurs).length
  return (
    <div class="raw">
      <p class="note">
        <code>\n</code>, <code>\r</code>, <code>\t</code>, <code>\0</code> and <code>\x80</code>{' '}
        stand for one byte each, <code>\\</code> for a backslash. This is a connection of its own,
        beside the one of the terminal
        {terminalName === undefined ? (
          '.'
        ) : (
          <>
            , where you are logged in as <UserText text={terminalName} />.
          </>
        )}
      </p>
      <section
        class="log"
        ref={place}
        onScroll={scrolled}
        tabIndex={0}
        aria-label="Bytes both ways"
        aria-live="polite"
      >
        {earlier > 0 && <p class="note">{counted(earlier, 'earlier entry', 'earlier entries')}</p>}
        {raw.entries.length === 0 && raw.state !== 'over' && (
          <p class="note">
            {raw.state === 'connecting' ? 'Connecting …' : 'Nothing was said yet.'}
          </p>
        )}
        {shown.map((entry, index) => (
          <EntryView key={earlier + index} entry={entry} dialect={dialect} />
        ))}
        {raw.state === 'over' && (
          <p class="over">
            The connection is closed.{' '}
            <button type="button" class="main" onClick={onAgain}>
              Connect again
            </button>
          </p>
        )}
      </section>
      {raw.state !== 'over' && (
        <FirstFrames dialect={dialect} name={exampleName} sent={sent} onFill={fill} />
      )}
      {typedNotes(typed.draft).map((note) => (
        <p key={note} class="note" role="status">
          {note}
        </p>
      ))}
      <form class="typing" ref={form} onSubmit={submit}>
        <TypedField
          typed={typed}
          label="What goes out"
          class="bytes-input"
          breakAs="\n"
          onDraft={draw}
        />
        <label class="ending">
          <span class="asked">and at its end</span>
          <select
            value={raw.ending}
            onChange={({ currentTarget }) => {
              raw.ending = currentTarget.value
              draw()
            }}
          >
            <option value="\n">\n</option>
            <option value="\r\n">\r\n</option>
            <option value="">nothing</option>
          </select>
        </label>
        <button type="submit" class="main" disabled={raw.state !== 'on'}>
          Send
        </button>
        {raw.state !== 'over' && (
          <button type="button" class="quiet" onClick={() => raw.close()}>
            Close the connection
          </button>
        )}
      </form>
    </div>
  )
}

/** What to send first, as a client of the dialect does; until as much has been sent. */
function FirstFrames(props: {
  readonly dialect: Dialect | undefined
  /** Under which the example logs in. */
  readonly name: string
  readonly sent: number
  readonly onFill: (frame: string) => void
}) {
  const { dialect, name, sent, onFill } = props
  const frames = useMemo(() => {
    return dialect === undefined ? [] : firstFrames(dialect, name)
  }, [dialect, name])
  if (sent >= Math.max(1, frames.length)) return null
  if (frames.length === 0) return dialect === undefined ? null : <p class="note">{dialect.shape}</p>
  return (
    <section class="first" aria-label="What to type first">
      <p>
        To log in as {name}, send{frames.length > 1 ? ', one after the other' : ''}:
      </p>
      <ol>
        {frames.map((frame, index) => (
          <li key={index}>
            <code dir="ltr">{frame}</code>
            <button type="button" onClick={() => onFill(frame)}>
              Fill in
              <span class="hidden">: {frame}</span>
            </button>
          </li>
        ))}
      </ol>
      <p class="note">What follows looks like this: {dialect?.shape}</p>
    </section>
  )
}
