import type { Dialect } from '@parley/contract'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Entry } from '../join/entries.ts'
import { EXAMPLE, firstFrames } from '../join/first-lines.ts'
import type { RawConnection } from '../join/raw-connection.ts'
import { typedBytes } from '../model/bytes.ts'
import { counted } from '../model/words.ts'
import { EntryView } from './terminal-screen.tsx'

/** So many of the newest entries are in the document. */
const MOST_SHOWN = 150

/** What can stand at the end of each line that is typed, longest first. */
const endings = ['\\r\\n', '\\n'] as const

/** One types the protocol oneself: what is typed goes out as it is. */
export function RawTerminal(props: {
  readonly raw: RawConnection
  readonly dialect: Dialect | undefined
  readonly onAgain: () => void
}) {
  const { raw, dialect, onAgain } = props
  const [line, setLine] = useState('')
  const [ending, setEnding] = useState('\\n')
  const place = useRef<HTMLElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const shown = raw.entries.slice(-MOST_SHOWN)
  const earlier = raw.dropped + raw.entries.length - shown.length
  useEffect(() => {
    if (place.current !== null) place.current.scrollTop = place.current.scrollHeight
  }, [raw.entries.length, raw.dropped])
  const fill = (frame: string) => {
    const end = endings.find((one) => frame.endsWith(one)) ?? ''
    setLine(frame.slice(0, frame.length - end.length))
    setEnding(end)
    field.current?.focus()
  }
  const submit = (event: Event) => {
    event.preventDefault()
    const bytes = typedBytes(line + ending)
    if (bytes.length === 0) return
    raw.send(bytes)
    setLine('')
  }
  const isOurs = (entry: Entry) => entry.kind === 'bytes' && entry.from === 'client'
  const sent = raw.dropped + raw.entries.filter(isOurs).length
  return (
    <div class="raw">
      <p class="note">
        <code>\n</code>, <code>\r</code>, <code>\t</code>, <code>\0</code> and <code>\x80</code>{' '}
        stand for one byte each.
      </p>
      <section class="log" ref={place} tabIndex={0} aria-label="Bytes both ways" aria-live="polite">
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
      {raw.state !== 'over' && <FirstFrames dialect={dialect} sent={sent} onFill={fill} />}
      <form class="typing" onSubmit={submit}>
        <label>
          <span class="asked">What goes out</span>
          <input
            ref={field}
            class="bytes-input"
            value={line}
            autoComplete="off"
            autoCapitalize="off"
            spellcheck={false}
            enterKeyHint="send"
            onInput={({ currentTarget }) => setLine(currentTarget.value)}
          />
        </label>
        <label class="ending">
          <span class="asked">and at its end</span>
          <select value={ending} onChange={({ currentTarget }) => setEnding(currentTarget.value)}>
            <option value="\n">\n</option>
            <option value="\r\n">\r\n</option>
            <option value="">nothing</option>
          </select>
        </label>
        <button type="submit" class="main" disabled={raw.state !== 'on'}>
          Send
        </button>
      </form>
    </div>
  )
}

/** What to send first, as a client of the dialect does; until as much has been sent. */
function FirstFrames(props: {
  readonly dialect: Dialect | undefined
  readonly sent: number
  readonly onFill: (frame: string) => void
}) {
  const { dialect, sent, onFill } = props
  const frames = useMemo(() => (dialect === undefined ? [] : firstFrames(dialect)), [dialect])
  if (sent >= Math.max(1, frames.length)) return null
  if (frames.length === 0) return dialect === undefined ? null : <p class="note">{dialect.shape}</p>
  return (
    <section class="first" aria-label="What to type first">
      <p>
        To log in as {EXAMPLE.name}, send{frames.length > 1 ? ', one after the other' : ''}:
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
