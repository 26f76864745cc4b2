import type { Part } from '@parley/contract'
import { jsonParts } from '@parley/framing'

const roles: ReadonlyMap<string, Part['role']> = new Map([
  ['action', 'verb'],
  ['username', 'name'],
  ['user', 'name'],
  ['from', 'name'],
  ['room', 'name'],
  ['by', 'name'],
  ['password', 'secret'],
  ['message', 'body'],
])

/** What is answered with names: of users, of rooms. */
const lists = /^(?:whoelse|rooms$|bans$)/

/** An object of either side (2 to 5, 9). */
export function annotate(frame: Uint8Array): readonly Part[] {
  return jsonParts(frame, (key, text) => {
    if (key === 'reply' && lists.test(text('action') ?? '')) return 'name'
    return roles.get(key) ?? (/pass/i.test(key) ? 'secret' : 'field')
  })
}
