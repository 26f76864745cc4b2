import type { Line, Present } from '@parley/contract'
import { MOST_USERS, userLines } from './serializer.ts'

/** What a reply to `ATU` is made of. */
export interface UserListRequest {
  readonly users: readonly Present[]
  readonly strict: boolean
}

/** The lines of `ATU` (3.6). Users of other dialects, who cannot be called, get a stand-in port (4.3). */
export function listUsers(
  line: Line,
  { users: all, strict }: UserListRequest,
  then: (lines: string) => void,
): void {
  const users = all.slice(0, MOST_USERS)
  const callless = users.filter((user) => !takesCalls(user)).map(({ name }) => name)
  const list = (ports: readonly (number | undefined)[]) => {
    let next = 0
    const places = users.map((user) => {
      return takesCalls(user)
        ? { user, address: user.peer.address, port: user.calls?.port }
        : { user, address: line.address, port: ports[next++] }
    })
    then(userLines(places, strict))
  }
  if (callless.length === 0) list([])
  else line.standIn(callless, list)
}

function takesCalls({ calls }: Present): boolean {
  return calls?.transport === 'udp'
}
