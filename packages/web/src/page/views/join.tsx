import { useEffect, useMemo, useState } from 'preact/hooks'
import type { DialectInfo } from '../../protocol.ts'
import type { ViewProps } from '../app.tsx'
import { hueOf, spoken } from '../hues.ts'
import { BrowserTerminal } from '../join/browser-terminal.ts'
import { socketTransport } from '../join/socket-transport.ts'
import { Chips } from '../parts/chips.tsx'
import { Empty } from '../parts/empty.tsx'
import { RawTerminal } from './raw-terminal.tsx'
import { TerminalScreen } from './terminal-screen.tsx'

interface JoinProps extends ViewProps {
  readonly offered: readonly DialectInfo[]
}

const modes = { text: 'Terminal', raw: 'Type the protocol' } as const

/** A conversation from the browser, in any dialect, with the bytes both ways beside the text. */
export function JoinView({ chosen, choose, offered }: JoinProps) {
  const names = [...new Set(offered.map(({ name }) => name))]
  const name = names.find((one) => one === chosen.dialect)
  const mode = chosen.mode === 'raw' ? 'raw' : 'text'
  if (names.length === 0) return <Empty title="The gateway listens nowhere" />
  return (
    <div class="join">
      <header class="join-bar">
        <h1>Join</h1>
        <ul class="dialect-choice" aria-label="Dialects">
          {offered.map(({ name: one, shape }) => (
            <li key={one}>
              <button
                type="button"
                class={`choice ${hueOf(one)}`}
                aria-pressed={one === name}
                title={shape}
                onClick={() => choose({ dialect: one })}
              >
                {one}
              </button>
            </li>
          ))}
        </ul>
        {name !== undefined && (
          <Chips
            legend="How one types"
            options={modes}
            chosen={mode}
            onChoose={(next) => choose({ mode: next === 'text' ? '' : next })}
          />
        )}
      </header>
      {name === undefined ? (
        <Empty title="Choose a dialect">
          <p>
            Whichever you speak, you are in the same conversation as everybody else. The bytes that
            your words become stand beside them.
          </p>
        </Empty>
      ) : (
        <Session key={`${name} ${mode}`} name={name} mode={mode} />
      )}
    </div>
  )
}

function Session({ name, mode }: { readonly name: string; readonly mode: keyof typeof modes }) {
  const dialect = spoken.find((one) => one.name === name)
  if (mode === 'raw') return <RawTerminal name={name} dialect={dialect} />
  if (dialect === undefined) {
    return (
      <Empty title={`${name} has no terminal`}>
        <p>The gateway serves it, but the page cannot speak it: type the protocol yourself.</p>
      </Empty>
    )
  }
  return <TextSession dialect={dialect} />
}

function TextSession({ dialect }: { readonly dialect: (typeof spoken)[number] }) {
  const [, draw] = useState(0)
  const [round, setRound] = useState(0)
  const made = useMemo(
    () => makeTerminal(dialect, () => draw((count) => count + 1)),
    [dialect, round],
  )
  useEffect(() => made.end, [made])
  return (
    <TerminalScreen
      dialect={dialect}
      terminal={made.terminal}
      onAgain={() => setRound((count) => count + 1)}
    />
  )
}

function makeTerminal(dialect: (typeof spoken)[number], changed: () => void) {
  let timer = 0
  let frame = 0
  const terminal: BrowserTerminal = new BrowserTerminal(dialect, {
    get now() {
      return Date.now()
    },
    connect: (events) => socketTransport(dialect.name, events),
    wakeAt: (time) => {
      clearTimeout(timer)
      timer = window.setTimeout(() => terminal.wake(), Math.max(0, time - Date.now()))
    },
    changed: () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(changed)
    },
  })
  const end = () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    terminal.close()
  }
  return { terminal, end }
}
