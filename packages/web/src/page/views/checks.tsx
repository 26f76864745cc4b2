import { useEffect, useState } from 'preact/hooks'
import type { DialectInfo } from '../../protocol.ts'
import type { ViewProps } from '../app.tsx'
import { spoken } from '../hues.ts'
import { addressTrouble } from '../model/check-address.ts'
import { optionsIn, optionsTrouble, withOptions } from '../model/check-options.ts'
import {
  type CheckRun,
  missingOptions,
  outcomeInWords,
  tallyOf,
  type VerdictRow,
} from '../model/check-run.ts'
import { pageRun } from '../page-run.ts'
import { Empty } from '../parts/empty.tsx'
import { CheckFields, type FieldTrouble } from './check-fields.tsx'

interface ChecksProps extends ViewProps {
  /** Whether the gateway checks from the page. */
  readonly isAllowed: boolean
  /** The listeners of this gateway. */
  readonly offered: readonly DialectInfo[]
}

/** The kit against somebody's server: verdicts as they come. */
export function ChecksView({ chosen, choose, isAllowed, offered }: ChecksProps) {
  const { run, asked } = pageRun
  const [, draw] = useState(0)
  const [trouble, setTrouble] = useState<FieldTrouble | undefined>()
  useEffect(() => {
    pageRun.onChange = () => draw((count) => count + 1)
    return () => {
      pageRun.onChange = () => {}
    }
  }, [])
  const [before, setBefore] = useState(asked)
  const { address = before?.address ?? '', dialect: wanted = before?.dialect } = chosen
  const { options = before?.options.join(' ') ?? '' } = chosen
  const dialect = (spoken.find(({ name }) => name === wanted) ?? spoken[0])?.name ?? ''
  const start = (event: Event) => {
    event.preventDefault()
    const found = troubleOf(address, options)
    setTrouble(found)
    if (found !== undefined) return document.getElementById(`check-${found.field}`)?.focus()
    pageRun.start({ dialect, address: address.trim(), options: optionsIn(options) })
  }
  const change = (values: Readonly<Record<string, string>>) => {
    setTrouble(undefined)
    setBefore(undefined)
    choose({ dialect, address, options, ...values })
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
        <form class="check-form" onSubmit={start} noValidate>
          <CheckFields {...{ dialect, address, options, trouble, offered }} onChange={change} />
          <button type="submit" class="main" disabled={isRunning}>
            {isRunning ? 'Checking …' : 'Check'}
          </button>
          {isRunning && (
            <button type="button" onClick={() => pageRun.stop()}>
              Stop
            </button>
          )}
        </form>
      </header>
      <Run
        run={run}
        of={asked === undefined ? '' : `${asked.dialect} at ${asked.address}`}
        onMissing={(missing) => {
          change({ options: withOptions(options, missing) })
          document.getElementById('check-options')?.focus()
        }}
      />
    </div>
  )
}

const verdictWords: Readonly<Record<string, string>> = {
  pass: 'passed',
  fail: 'failed',
  warn: 'to look at',
  skip: 'skipped',
  error: 'not decided',
}

function troubleOf(address: string, options: string): FieldTrouble | undefined {
  const ofAddress = addressTrouble(address)
  if (ofAddress !== undefined) return { field: 'address', words: ofAddress }
  const ofOptions = optionsTrouble(options)
  return ofOptions === undefined ? undefined : { field: 'options', words: ofOptions }
}

interface RunProps {
  readonly run: CheckRun
  readonly of: string
  /** Fills in options for want of which checks were skipped. */
  onMissing(options: readonly string[]): void
}

function Run({ run, of, onMissing }: RunProps) {
  const [onlyBad, setOnlyBad] = useState(false)
  if (run.state === 'idle') {
    return (
      <Empty title="No run yet">
        <p>Type where the server listens. The verdicts appear here as they come.</p>
      </Empty>
    )
  }
  if (run.state === 'over' && run.rows.length === 0) {
    return (
      <Empty title="Nothing was checked">
        <p role="alert">{outcomeInWords(run)}</p>
      </Empty>
    )
  }
  const missing = missingOptions(run.rows)
  const rows = onlyBad ? run.rows.filter(({ verdict }) => verdict !== 'pass') : run.rows
  return (
    <section aria-label="Verdicts">
      <h2>
        <bdi>{of}</bdi>
      </h2>
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
        {run.state === 'stopped' && <b>Stopped before its end.</b>}
        {run.state === 'broken' && <b>The connection to the gateway was lost before the end.</b>}
        <label class="only-bad">
          <input type="checkbox" checked={onlyBad} onChange={() => setOnlyBad(!onlyBad)} />
          only what did not pass
        </label>
      </div>
      {missing.length > 0 && run.state !== 'running' && (
        <p class="note">
          Some checks were skipped, because nothing is said of an option that they need. Where the
          server is set so, or to another value:{' '}
          <button type="button" onClick={() => onMissing(missing)}>
            Fill in {missing.join(' ')}
          </button>
        </p>
      )}
      <ol class="verdicts">
        {rows.map((row, index) => (
          <Verdict key={`${index} ${row.id}`} row={row} />
        ))}
      </ol>
    </section>
  )
}

function Verdict({ row }: { readonly row: VerdictRow }) {
  const { verdict, rule, title, hint, reason, command } = row
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
        {!isGood && command !== undefined && <code class="shape">{command}</code>}
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
