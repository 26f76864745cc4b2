import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { Check, Fault, ServerStage } from '@parley/contract'
import type { Findings } from '../findings.ts'
import type { CheckJob } from '../job.ts'
import { runChecks } from '../run.ts'
import { serverHarness } from '../server-harness.ts'
import { AdaptiveTimeouts } from '../timeouts.ts'
import { checkingOf, type EchoFrame, echo } from './echo.ts'

/** Says no after 120 ms, so that tests of what does not come are over soon. */
export class Hasty extends AdaptiveTimeouts {
  override get answer(): number {
    return 120
  }

  override get quiet(): number {
    return 20
  }

  override get isHasty(): boolean {
    return false
  }
}

export function echoJob(more: Partial<CheckJob> = {}): CheckJob {
  return {
    dialect: echo,
    options: {},
    seed: 1,
    salt: '',
    segmentation: undefined,
    only: [],
    scope: 'original',
    credentials: [],
    parallel: 1,
    looks: [
      { dialect: 'echo', client: /^HI /, server: /^HELLO / },
      { dialect: 'shout', client: /^HEY /, server: /^WHAT/ },
    ],
    clock: () => performance.now(),
    target: 'here',
    command: (id, token) => `check ${id} ${token}`,
    ...more,
  }
}

/** A server that does this with each connection. */
async function serverThat(act: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {})
    act(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Answers lines; what it says to each is for `answer`. Ends when its client does. */
export function answering(answer: (line: string, socket: Socket) => string) {
  return (socket: Socket) => {
    let text = ''
    socket.setNoDelay(true)
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      text += String(chunk)
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        socket.write(answer(text.slice(0, end), socket))
        text = text.slice(end + 1)
      }
    })
    socket.on('end', () => socket.end())
  }
}

export const right = answering((line) => {
  return line.startsWith('HI ') ? `HELLO ${line.slice(3)}\n` : `SAID ${line.slice(4)}\n`
})

interface Watching {
  readonly onProgress?: (findings: Findings) => void
  readonly timeouts?: AdaptiveTimeouts
  /** Faults of servers: one with the name of a deviation says which rules are about that. */
  readonly faults?: readonly Fault[]
}

/** What comes of the checks with a server that does this. */
export async function tried(
  checks: readonly Check<ServerStage<EchoFrame, object>>[],
  act: (socket: Socket) => void,
  more: Partial<CheckJob> = {},
  { onProgress, timeouts = new Hasty(), faults = [] }: Watching = {},
): Promise<Findings> {
  const server = await serverThat(act)
  const place = server.address()
  const port = typeof place === 'object' && place !== null ? place.port : 0
  const checking = checkingOf({ server: checks, faults: { server: faults, client: [] } })
  const peer = { server: { host: '127.0.0.1', port }, timeouts }
  const harness = serverHarness(echoJob(more), checking, peer)
  try {
    return await runChecks(echoJob(more), harness, onProgress)
  } finally {
    server.close()
  }
}
