import { useMemo, useState } from 'preact/hooks'
import { encode } from 'uqr'
import type { DialectInfo } from '../../protocol.ts'
import { spoken } from '../hues.ts'
import { type Example, exampleOf, firstLines, loginFrames } from '../join/first-lines.ts'
import { joinCommand, type Tool } from '../model/join-command.ts'
import { Chips } from './chips.tsx'
import { Tag } from './tag.tsx'

const tools: Readonly<Record<Tool, string>> = {
  ...{ telnet: 'telnet', nc: 'nc', python: 'Python', chat: 'parley chat' },
}

const loopback = /^(?:localhost|127\.|\[?::1)/
const anyHost = /^(?:0\.0\.0\.0|::|\[::\]|)$/

/** What one types on another machine to be in the conversation. */
export function HowToJoin(props: {
  readonly dialects: readonly DialectInfo[]
  readonly addresses: readonly string[]
  /** The names of those who are online. */
  readonly online: readonly string[]
}) {
  const example = exampleOf(props.online, undefined)
  const [tool, setTool] = useState<Tool>('telnet')
  const isLocal =
    props.dialects.length > 0 && props.dialects.every(({ host }) => loopback.test(host))
  return (
    <section class="how" aria-labelledby="how">
      <h2 id="how">Join from here</h2>
      <Chips legend="Program" options={tools} chosen={tool} onChoose={setTool} />
      <ul class="commands">
        {props.dialects.map((dialect) => (
          <li key={`${dialect.name} ${dialect.port}`}>
            <Tag dialect={dialect.name} />
            <Command
              tool={tool}
              dialect={dialect}
              host={placeOf(dialect, props.addresses)}
              example={example}
            />
          </li>
        ))}
      </ul>
      <p class="note">
        With telnet and nc one types the protocol itself, and a program in Python writes it.{' '}
        <code>parley chat</code> and <a href="#/join">Join</a> are terminals, which write it.
      </p>
      {isLocal && (
        <p class="note">
          Only this machine can connect. With <code>--host 0.0.0.0</code> others can too.
        </p>
      )}
      <JoinCode addresses={props.addresses} />
    </section>
  )
}

/** How one joins in one dialect with one program. */
function Command(props: {
  readonly tool: Tool
  readonly dialect: DialectInfo
  readonly host: string
  readonly example: Example
}) {
  const { tool, dialect, host, example } = props
  const { name, port, shape } = dialect
  const login = useMemo(() => {
    const known = spoken.find((one) => one.name === name)
    return known === undefined ? [] : loginFrames(known, example.name)
  }, [name, example.name])
  const command = joinCommand(tool, { name, host, port }, login)
  if (command === undefined) {
    return (
      <span class="untypeable">
        Its messages have bytes that no keyboard types: take parley chat, or a program of your own.
      </span>
    )
  }
  return (
    <>
      <pre class="command">{command}</pre>
      <span class="shape">
        {tool === 'chat' ? <FirstTyped name={name} example={example} /> : <code>{shape}</code>}
      </span>
    </>
  )
}

/** What is typed in the terminal of a dialect to log in. */
function FirstTyped({ name, example }: { readonly name: string; readonly example: Example }) {
  const dialect = spoken.find((one) => one.name === name)
  if (dialect === undefined) return null
  return (
    <>
      to log in as {example.name}, type{' '}
      <code>{firstLines(dialect.terminal.phrases, example).login.join(', then ')}</code>
    </>
  )
}

/** Where others reach a listener: this machine's address in its network where it takes any. */
function placeOf({ host }: DialectInfo, [address]: readonly string[]): string {
  return anyHost.test(host) ? (address ?? '127.0.0.1') : host
}

function JoinCode({ addresses }: { readonly addresses: readonly string[] }) {
  const { protocol, hostname, port } = location
  if (loopback.test(hostname)) {
    return (
      <p class="note">
        With <code>--web 0.0.0.0:{port} --web-guests on</code> a code to scan stands here, and
        phones join from their browsers.
      </p>
    )
  }
  const host = anyHost.test(hostname) ? (addresses[0] ?? hostname) : hostname
  const address = `${protocol}//${host}${port === '' ? '' : `:${port}`}/#/join`
  return (
    <figure class="join-code">
      <QrCode text={address} />
      <figcaption>
        <a href="#/join">{address}</a>
      </figcaption>
    </figure>
  )
}

function QrCode({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { border: 2 })
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={`A code to scan: ${text}`}
    >
      <path class="qr-paper" d={`M0 0h${size}v${size}h-${size}z`} />
      <path class="qr-ink" d={squares.join('')} />
    </svg>
  )
}
