import type { CommandOf } from '@parley/contract'
import { addressKey, LONGEST_PASSWORD, type Passwords } from '@parley/engine'
import { MOST_JUDGED } from './bounds.ts'
import type { Verdict } from './op.ts'
import type { Asker } from './shared-clients.ts'
import type { WantedVerdict } from './verdict-passwords.ts'

/** Stands in the log for a password that an account may have. */
const MASK = '*'

/** A login as it is written to the log: of the password it tells only whether it can be one. */
export function maskedCommand(command: CommandOf<'login'>): CommandOf<'login'> {
  const { password } = command
  if (password === undefined) return command
  const isPossible = password.length > 0 && password.length <= LONGEST_PASSWORD
  return { ...command, password: isPossible ? MASK : '' }
}

/** Has a password judged; `then` gets nothing where too many are waiting, or it was judged too often. */
export function judged(
  { client, password = '', judged: times }: Asker,
  wanted: WantedVerdict,
  passwords: Passwords,
  then: (verdict: Verdict | undefined) => void,
): void {
  if (times >= MOST_JUDGED) return then(undefined)
  const address = addressKey(client.seat.present.peer.address)
  if (wanted.kind === 'hash') {
    client.waiting = passwords.hash(
      password,
      (hash) => then(hash === undefined ? undefined : { kind: 'hash', hash }),
      address,
    )
    return
  }
  const { of } = wanted
  const tried = password.length <= LONGEST_PASSWORD ? password : ''
  client.waiting = passwords.verify(
    tried,
    of ?? undefined,
    (right) => then(right === undefined ? undefined : { kind: 'verify', of, right }),
    address,
  )
}
