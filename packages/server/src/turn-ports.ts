import type { Passwords, Ports } from '@parley/engine'
import type { GatewayCounts } from './counts.ts'

type InTurn = <Value>(then: (value: Value) => void) => (value: Value) => void

/** Passwords whose answers come in a turn. */
export function passwordsInTurn(passwords: Passwords, inTurn: InTurn): Passwords {
  return {
    hash: (password, then, address) => passwords.hash(password, inTurn(then), address),
    verify: (password, known, then, address) => {
      return passwords.verify(password, known, inTurn(then), address)
    },
  }
}

/** The ports, those that answer later doing so in a turn, and for the message that they were asked for. */
export function portsInTurn(
  ports: Ports,
  inTurn: InTurn,
  counts: GatewayCounts | undefined,
): Ports {
  const whenWritable: Ports['whenWritable'] = (then) => {
    const origin = counts?.origin
    if (counts === undefined || origin === undefined) return ports.whenWritable(inTurn(then))
    ports.whenWritable(inTurn((writable) => counts.during(origin, () => then(writable))))
  }
  return { ...ports, whenWritable }
}
