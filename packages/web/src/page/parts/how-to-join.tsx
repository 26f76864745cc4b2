import { useState } from 'preact/hooks'
import { encode } from 'uqr'
import type { DialectInfo } from '../../protocol.ts'
import { spoken } from '../hues.ts'
import { type Example, exampleOf, firstLines } from '../join/first-lines.ts'
import { Chips } from './chips.tsx'
import { Tag } from './tag.tsx'

const tools = { telnet: 'telnet', nc: 'nc', python: 'Python', chat: 'parley chat' } as const
type Tool = keyof typeof tools

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
            <pre class="command">{commandOf(tool, dialect, placeOf(dialect, props.addresses))}</pre>
            <span class="shape">
              {tool === 'chat' ? (
                <FirstTyped name={dialect.name} example={example} />
              ) : (
                <code>{dialect.shape}</code>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p class="note">
        With telnet, nc and Python one types the protocol itself. <code>parley chat</code> and{' '}
        <a href="#/join">Join</a> are terminals, which write it.
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

function commandOf(tool: Tool, { name, port }: DialectInfo, host: string): string {
  switch (tool) {
    case 'telnet':
      return `telnet ${host} ${port}`
    case 'nc':
      return `nc ${host} ${port}`
    case 'python':
      return [
        'import socket',
        `server = socket.create_connection(('${host}', ${port}))`,
        'received = b""  # a read is not a message: collect, then cut',
        'received += server.recv(4096)',
      ].join('\n')
    case 'chat':
      return `npx parley chat ${name} ${host}:${port}`
  }
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
