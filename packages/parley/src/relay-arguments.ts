import type { Argv } from 'yargs'
import { UsageError } from './errors.ts'

/** The places of a command that stands between clients and a server. */
export function relayArguments(args: Argv) {
  return args
    .positional('dialect', { type: 'string', describe: 'what client and server speak' })
    .positional('listen', {
      type: 'string',
      describe: '[host:]port at which clients connect instead; port 0 takes a free one',
    })
    .positional('server', {
      type: 'string',
      describe: 'host:port of the server, or its port alone',
    })
}

interface Place {
  readonly host: string
  readonly port: number
}

/** Refuses a server at the place where the command listens: each connection would make a further one. */
export function refuseLoop(listen: Place, server: Place): void {
  if (listen.port !== server.port || nameOf(listen.host) !== nameOf(server.host)) return
  throw new UsageError('<server>: it is the place that is listened on')
}

/** One name for this machine. */
function nameOf(host: string): string {
  return /^(localhost|127\..*|::1|::|0\.0\.0\.0)$/i.test(host) ? 'this machine' : host
}
