import type { Argv } from 'yargs'

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
