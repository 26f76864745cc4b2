import type { Part } from '@parley/contract'
import { jsonParts } from '@parley/framing'

/** Requests whose content is a name (2). */
const named: ReadonlySet<string> = new Set(['login', 'block', 'unblock', 'join', 'leave'])
/** Requests and responses whose content somebody has written. */
const texts: ReadonlySet<string> = new Set(['msg', 'message', 'history'])

/** An object of either side; a line end behind it is its terminator (1.4). */
export function annotate(frame: Uint8Array): readonly Part[] {
  return jsonParts(frame, (key, text) => {
    switch (key.toLowerCase()) {
      case 'request':
      case 'response':
        return 'verb'
      case 'sender':
      case 'username':
      case 'room':
        return 'name'
      case 'message':
      case 'messages':
        return 'body'
      case 'content':
        return roleOfContent((text('request') ?? text('response') ?? '').toLowerCase())
      default:
        return 'field'
    }
  })
}

function roleOfContent(word: string): Part['role'] {
  if (named.has(word)) return 'name'
  return texts.has(word) ? 'body' : 'field'
}
