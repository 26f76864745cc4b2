import { useEffect, useRef, useState } from 'preact/hooks'
import type { CheckMessage } from '../../protocol.ts'
import type { ViewProps } from '../app.tsx'
import { spoken } from '../hues.ts'
import {
  type CheckRun,
  cutOff,
  heardOf,
  noRun,
  outcomeInWords,
  tallyOf,
  type VerdictRow,
} from '../model/check-run.ts'
import { Empty } from '../parts/empty.tsx'

interface ChecksProps extends ViewProps {
  /** Whether the gateway checks from the page. */
  readonly isAllowed: boolean
}

/** The kit against somebody's server: verdicts as they come. */
export function ChecksView({ chosen, choose, isAllowed }: ChecksProps) {
  const [run, setRun] = useState<CheckRun>(noRun)
  const socket = useRef<WebSocket | undefined>(undefined)
  useEffect(() => () => socket.current?.close(), [])
  const { address = '', dialect = spoken[0]?.name ?? '' } = chosen
  const start = (event: Event) => {
    event.preventDefault()
    socket.current?.close()
    setRun({ ...noRun, state: 'running' })
    socket.current = askFor({ kind: 'check', side: 'server', dialect, address }, setRun)
  }
  if (!isAllowed) {
    return (
      <Empty title="Nothing is checked from here">
        <p>
          The gateway does not allow it. <code>npx parley check server</code> does the same in a
          terminal.
        </p>
      </Empty>
    )
  }
  const isRunning = run.state === 'running'
  return (
    <div class="checks">
      <header class="lead">
        <h1>Check a server</h1>
        <p>
          The kit talks to a server at an address as a client that keeps to the specification, and
          as some that do not, and says of each rule whether the server keeps it.
        </p>
        <form class="check-form" onSubmit={start}>
          <label>
            <span class="asked">Dialect</span>
            <select
              value={dialect}
              onChange={({ currentTarget }) => choose({ dialect: currentTarget.value })}
            >
              {spoken.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span class="asked">Address</span>
            <input
              value={address}
              placeholder="127.0.0.1:5378"
              required
              autoComplete="off"
              spellcheck={false}
              onInput={({ currentTarget }) => choose({ address: currentTarget.value })}
            />
          </label>
          <button type="submit" class="main" disabled={isRunning}>
            {isRunning ? 'Checking …' : 'Check'}
          </button>
          {isRunning && (
            <button type="button" onClick={() => socket.current?.close()}>
              Stop
            </button>
          )}
        </form>
      </header>
      <Run run={run} />
    </div>
  )
}

/** Opens a run; each message makes a new state of it. */
function askFor(message: CheckMessage, set: (change: (run: CheckRun) => CheckRun) => void) {
  const { protocol, host } = location
  const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/checks`)
  socket.onopen = () => socket.send(JSON.stringify(message))
  socket.onmessage = ({ data }) => {
    const reply = JSON.parse(String(data))
    set((run) => heardOf(run, reply))
    if (reply.kind === 'end') socket.close()
  }
  socket.onclose = () => set(cutOff)
  return socket
}

const verdictWords: Readonly<Record<string, string>> = {
  pass: 'passed',
  fail: 'failed',
  warn: 'to look at',
  skip: 'skipped',
  error: 'not decided',
}

function Run({ run }: { readonly run: CheckRun }) {
  const [onlyBad, setOnlyBad] = useState(false)
  if (run.state === 'idle') {
    return (
      <Empty title="No run yet">
        <p>Type where the server listens. The verdicts appear here as they come.</p>
      </Empty>
    )
  }
  const rows = onlyBad ? run.rows.filter(({ verdict }) => verdict !== 'pass') : run.rows
  return (
    <section aria-label="Verdicts">
      <div class="tally" role="status">
        {tallyOf(run.rows).map(([verdict, count]) => (
          <span key={verdict} class={`verdict ${verdict}`}>
            {count} {verdictWords[verdict] ?? verdict}
          </span>
        ))}
        {run.state === 'running' && (
          <span class="aside">
            {run.rows.length} of {run.rows[0]?.total ?? '…'} so far
          </span>
        )}
        {run.state === 'over' && <b>{outcomeInWords(run)}</b>}
        {run.state === 'broken' && <b>Stopped before its end.</b>}
        <label class="only-bad">
          <input type="checkbox" checked={onlyBad} onChange={() => setOnlyBad(!onlyBad)} />
          only what did not pass
        </label>
      </div>
      <ol class="verdicts">
        {rows.map((row, index) => (
          <Verdict key={`${index} ${row.id}`} row={row} />
        ))}
      </ol>
    </section>
  )
}

function Verdict({ row }: { readonly row: VerdictRow }) {
  const { verdict, rule, title, hint, reason } = row
  const isGood = verdict === 'pass'
  return (
    <li>
      <span class={`verdict ${verdict}`}>{verdict}</span>
      <code class="rule">{rule?.id ?? row.id}</code>
      <span class="verdict-title">
        <bdi>{title ?? rule?.sentence}</bdi>
        {!isGood && <Failure row={row} />}
        {!isGood && reason !== undefined && <Note text={reason} />}
        {!isGood && hint !== undefined && <Note text={hint} />}
        {!isGood && row.command !== undefined && <code class="shape">{row.command}</code>}
      </span>
    </li>
  )
}

function Note({ text }: { readonly text: string }) {
  return (
    <span class="note">
      <bdi>{text}</bdi>
    </span>
  )
}

/** What was expected, and what came. */
function Failure({ row: { failure } }: { readonly row: VerdictRow }) {
  if (failure === undefined) return null
  return (
    <span class="check-failure">
      {failure.expected !== undefined && (
        <span>
          <span class="aside">expected</span> <code>{failure.expected}</code>
        </span>
      )}
      <span>
        <span class="aside">came</span>{' '}
        {failure.came === null ? 'nothing' : <code>{failure.came.visible}</code>}
      </span>
      {failure.why !== undefined && <Note text={failure.why} />}
    </span>
  )
}
