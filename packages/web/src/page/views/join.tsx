import { useEffect } from 'preact/hooks'
import type { DialectInfo } from '../../protocol.ts'
import type { ViewProps } from '../app.tsx'
import { hueOf, spoken } from '../hues.ts'
import { exampleOf } from '../join/first-lines.ts'
import type { Mode, Session, Sessions } from '../join/sessions.ts'
import { thousands } from '../model/words.ts'
import { Chips } from '../parts/chips.tsx'
import { Empty } from '../parts/empty.tsx'
import { UserText } from '../parts/tag.tsx'
import { RawTerminal } from './raw-terminal.tsx'
import { TerminalScreen } from './terminal-screen.tsx'

interface JoinProps extends ViewProps {
  readonly offered: readonly DialectInfo[]
  readonly sessions: Sessions
  /** The names of those who are online, as far as this visitor may know. */
  readonly online: readonly string[]
  readonly isGuest: boolean
}

const modes: Readonly<Record<Mode, string>> = { text: 'Terminal', raw: 'Type the protocol' }

/** A conversation from the browser, in any dialect, with the bytes both ways beside the text. */
export function JoinView(props: JoinProps) {
  const { chosen, choose, offered, sessions, online, isGuest } = props
  const names = [...new Set(offered.map(({ name }) => name))]
  const name = names.find((one) => one === chosen.dialect)
  const mode = chosen.mode === 'raw' ? 'raw' : 'text'
  if (names.length === 0) return <Empty title="The gateway listens nowhere" />
  return (
    <div class="join">
      <header class="join-bar">
        <h1>Join</h1>
        <ul class="dialect-choice" aria-label="Dialects">
          {names.map((one) => (
            <li key={one}>
              <button
                type="button"
                class={`choice ${hueOf(one)}`}
                aria-pressed={one === name}
                onClick={() => choose({ dialect: one })}
              >
                {one}
                <Standing sessions={sessions.all.filter(({ dialect }) => dialect === one)} />
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
        {isGuest && <GuestHints isOpen={name === undefined} />}
      </header>
      {name === undefined ? (
        <Empty title="Choose a dialect">
          <p>
            Whichever you speak, you are in the same conversation as everybody else. The bytes that
            your words become stand beside them.
          </p>
        </Empty>
      ) : (
        <SessionView
          key={`${name} ${mode}`}
          name={name}
          mode={mode}
          sessions={sessions}
          online={online}
        />
      )}
    </div>
  )
}

/** What somebody without the key may do here. */
function GuestHints({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <details class="help guest-hints" open={isOpen}>
      <summary>You are a guest: what you may do</summary>
      <ul>
        <li>
          Choose a dialect, and log in under any name that is free. You may be in several at once.
        </li>
        <li>
          Write to everyone, or to one person: what to type is said above the line in which one
          types.
        </li>
        <li>With “Type the protocol” you say each byte yourself, as your own program would.</li>
        <li>
          Whoever runs this gateway can see what goes over your wire: use no password that you use
          elsewhere.
        </li>
        <li>The room, the wires and the checks are for whoever has the key of this gateway.</li>
      </ul>
    </details>
  )
}

/** Beside a dialect: as whom one is logged in with it, and what has come that was not looked at. */
function Standing({ sessions }: { readonly sessions: readonly Session[] }) {
  const names = sessions.flatMap(({ isLoggedIn, label }) => (isLoggedIn ? [label] : []))
  const unseen = sessions.reduce((sum, session) => sum + session.unseen, 0)
  if (names.length === 0 && unseen === 0) return null
  return (
    <span class="standing">
      {' '}
      <UserText text={names.join(', ')} />
      {unseen > 0 && ` ${thousands(unseen)} new`}
    </span>
  )
}

/** The connection, which goes on when another view is shown. */
function SessionView(props: {
  readonly name: string
  readonly mode: Mode
  readonly sessions: Sessions
  readonly online: readonly string[]
}) {
  const { name, mode, sessions, online } = props
  const dialect = spoken.find((one) => one.name === name)
  const isSpoken = mode === 'raw' || dialect !== undefined
  const session = isSpoken ? sessions.open(name, mode) : undefined
  useEffect(() => {
    sessions.show(session)
    return () => sessions.show(undefined)
  }, [sessions, session])
  if (session === undefined) {
    return (
      <Empty title={`${name} has no terminal`}>
        <p>The gateway serves it, but the page cannot speak it: type the protocol yourself.</p>
      </Empty>
    )
  }
  const example = exampleOf(online, session.name)
  const again = () => sessions.again(session)
  if (session.raw !== undefined) {
    const beside = sessions.loggedIn.find((one) => one.dialect === name && one.mode === 'text')
    return (
      <RawTerminal
        raw={session.raw}
        typed={session.typed}
        dialect={dialect}
        terminalName={beside?.name}
        exampleName={example.name}
        onAgain={again}
      />
    )
  }
  if (session.terminal === undefined || dialect === undefined) return null
  const { terminal } = session
  return <TerminalScreen {...{ dialect, session, terminal, example }} onAgain={again} />
}
