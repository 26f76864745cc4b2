import type { Part } from '@parley/contract'
import { jsonParts } from '@parley/framing'

const roles: ReadonlyMap<string, Part['role']> = new Map([
  ['action', 'verb'],
  ['username', 'name'],
  ['user', 'name'],
  ['from', 'name'],
  ['password', 'secret'],
  ['message', 'body'],
])

/** An object of either side (2 to 5). */
export function annotate(frame: Uint8Array): readonly Part[] {
  return jsonParts(frame, (key, text) => {
    if (key === 'reply' && text('action')?.startsWith('whoelse')) return 'name'
    return roles.get(key) ?? (/pass/i.test(key) ? 'secret' : 'field')
  })
}
