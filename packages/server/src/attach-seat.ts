import type { CloseReason, Event } from '@parley/contract'
import type { Seat } from '@parley/engine'
import type { ListenerContext } from './listener-context.ts'
import { isStrict } from './strict.ts'
import type { ConnectionInfo } from './tap.ts'

/** What the engine may do to a connection. */
export interface SeatOwner {
  readonly info: ConnectionInfo
  hear(event: Event): void
  shut(reason: CloseReason): void
  failed(error: unknown): void
  /** Whether what is sent waits for a commit. */
  stores(): void
}

/** The engine's end of a connection. */
export function attachSeat(context: ListenerContext, owner: SeatOwner): Seat {
  const { name, dialect, options, policy, engine, names } = context
  return engine.attach({
    listener: name,
    via: dialect.name,
    peer: owner.info.peer,
    presence: policy.presence === true,
    pulls: policy.pulls === true,
    raw: isStrict(options),
    names,
    hear: (event) => owner.hear(event),
    end: (reason) => owner.shut(reason),
    failed: (error) => owner.failed(error),
    stores: () => owner.stores(),
  })
}
