import type { Status } from '../protocol.ts'
import { tokenOf } from './model/address.ts'

/** Who looks: `nobody`, where no gateway answers. */
export type Visitor =
  | { readonly kind: 'operator'; readonly status: Status }
  | { readonly kind: 'guest'; readonly status: Status }
  | { readonly kind: 'stranger'; readonly status: Status }
  | { readonly kind: 'nobody' }

/** Asks the gateway who this is; a token in the address is exchanged for a cookie first, and taken out. */
export async function findVisitor(): Promise<Visitor> {
  if (!location.protocol.startsWith('http')) return { kind: 'nobody' }
  const token = tokenOf(location.hash)
  try {
    if (token !== undefined) {
      history.replaceState(null, '', '#/room')
      await fetch('/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      })
    }
    const answer = await fetch('/api/status')
    if (!answer.ok) return { kind: 'nobody' }
    const status: Status = await answer.json()
    if (status.operator) return { kind: 'operator', status }
    return { kind: status.guests ? 'guest' : 'stranger', status }
  } catch {
    return { kind: 'nobody' }
  }
}
