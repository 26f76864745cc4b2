import type { Dialect } from '@parley/contract'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Entry, Transport } from '../join/browser-terminal.ts'
import { socketTransport } from '../join/socket-transport.ts'
import { typedBytes } from '../model/bytes.ts'
import { EntryView } from './terminal-screen.tsx'

/** So many entries are kept. */
const MOST_ENTRIES = 150

type Link = { readonly state: 'connecting' | 'open' | 'closed'; readonly transport: Transport }

/** One types the protocol oneself: what is typed goes out as it is. */
export function RawTerminal(props: {
  readonly name: string
  readonly dialect: Dialect | undefined
}) {
  const { name, dialect } = props
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const [round, setRound] = useState(0)
  const [link, setLink] = useState<Link | undefined>()
  const [line, setLine] = useState('')
  const [ending, setEnding] = useState('\\n')
  const place = useRef<HTMLElement>(null)
  const add = (entry: Entry) => setEntries((all) => [...all, entry].slice(-MOST_ENTRIES))
  useEffect(() => {
    const transport: Transport = socketTransport(name, {
      opened: () => setLink({ state: 'open', transport }),
      received: (bytes) => add({ kind: 'bytes', from: 'server', bytes }),
      closed: () => setLink({ state: 'closed', transport }),
    })
    setLink({ state: 'connecting', transport })
    return () => transport.close()
  }, [name, round])
  useEffect(() => {
    if (place.current !== null) place.current.scrollTop = place.current.scrollHeight
  }, [entries])
  const submit = (event: Event) => {
    event.preventDefault()
    const bytes = typedBytes(line + ending)
    if (bytes.length === 0) return
    link?.transport.send(bytes)
    add({ kind: 'bytes', from: 'client', bytes })
    setLine('')
  }
  return (
    <div class="raw">
      <p class="note">
        {dialect?.shape}. <code>\n</code>, <code>\r</code>, <code>\t</code>, <code>\0</code> and{' '}
        <code>\x80</code> stand for one byte each.
      </p>
      <section class="log" ref={place} tabIndex={0} aria-label="Bytes both ways" aria-live="polite">
        {entries.length === 0 && <p class="note">Nothing was said yet.</p>}
        {entries.map((entry, index) => (
          <EntryView key={index} entry={entry} dialect={dialect} />
        ))}
        {link?.state === 'closed' && (
          <p class="over">
            The connection is closed.{' '}
            <button type="button" class="main" onClick={() => setRound((count) => count + 1)}>
              Connect again
            </button>
          </p>
        )}
      </section>
      <form class="typing" onSubmit={submit}>
        <label>
          <span class="asked">What goes out</span>
          <input
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
        <button type="submit" class="main" disabled={link?.state !== 'open'}>
          Send
        </button>
      </form>
    </div>
  )
}
