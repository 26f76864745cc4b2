import { formatAddress } from '@parley/contract'
import { AdaptiveTimeouts, type StartProgram } from '@parley/kit'

/** What a person needs for typing a line, in milliseconds. */
const TYPING = 120_000

class PersonTimeouts extends AdaptiveTimeouts {
  override get answer(): number {
    return TYPING
  }
}

/** For somebody who types. */
export const personTimeouts: AdaptiveTimeouts = new PersonTimeouts()

/** A client that a person starts, in a debugger perhaps: what to type is said on stderr. */
export const attachedClient: StartProgram = ({ host, port }, owner) => {
  const say = (text: string) => process.stderr.write(`  >> ${text}\n`)
  say(`start your client now; its server is at ${formatAddress(host, port)}`)
  return {
    isBlind: true,
    type: (line) => say(`type: ${line}`),
    hangUp: () => say('end its input (Ctrl-D)'),
    async kill() {
      say('that check is over: end your client')
      owner.ended(0)
    },
  }
}
