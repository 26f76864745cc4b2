import type { Command } from '@parley/contract'

/** What a typed line asks for (7.1). `start`, `private`, `stop`: calls to other clients. */
export type Typed =
  | { readonly kind: 'plain'; readonly command: Command }
  | { readonly kind: 'start'; readonly to: string; readonly command: Command }
  | { readonly kind: 'private'; readonly to: string; readonly text: string }
  | { readonly kind: 'stop'; readonly to: string }

const SECOND = 1000

/** Undefined: no such command. */
export function commandOf(line: string, now: number): Typed | undefined {
  const [, verb = '', first = '', rest = ''] =
    /^(\S+)(?: (\S+))?(?: (.*))?$/s.exec(line.trim()) ?? []
  const all = line.trim().slice(verb.length + 1)
  switch (verb) {
    case 'message':
      return first === '' ? undefined : plain({ kind: 'send', to: first, text: rest })
    case 'broadcast':
      return all === '' ? undefined : plain({ kind: 'broadcast', text: all })
    case 'whoelse':
      return plain({ kind: 'list' })
    case 'whoelsesince':
      return /^\d{1,9}$/.test(first)
        ? plain({ kind: 'listSince', since: now - Number(first) * SECOND })
        : undefined
    case 'block':
    case 'unblock':
      return first === '' ? undefined : plain({ kind: verb, name: first })
    case 'startprivate':
      return first === ''
        ? undefined
        : { kind: 'start', to: first, command: { kind: 'findPeer', name: first } }
    case 'private':
      return first === '' ? undefined : { kind: 'private', to: first, text: rest }
    case 'stopprivate':
      return first === '' ? undefined : { kind: 'stop', to: first }
    case 'logout':
      return plain({ kind: 'logout' })
  }
  return undefined
}

function plain(command: Command): Typed {
  return { kind: 'plain', command }
}

/** What a command that the client does not say would have been answered. */
export function unsaid(typed: Typed): string {
  const isUnblock = 'command' in typed && typed.command.kind === 'unblock'
  return isUnblock ? 'USER_ALREADY_UNBLOCKED' : 'USER_NOT_EXIST'
}

/** 7.2: what each refusal is called; `status` itself where there are no words for it. */
export function wordsFor(typed: Typed, status: string): string {
  const kind = 'command' in typed ? typed.command.kind : undefined
  switch (status) {
    case 'MESSAGE_SELF':
    case 'USER_SELF':
      return kind === 'block' || kind === 'unblock'
        ? `Error. Cannot ${kind} yourself`
        : 'Error. Cannot message yourself'
    case 'USER_NOT_EXIST':
      return 'Error. User does not exist'
    case 'USER_BLOCKED':
      return 'Error. That user blocked you'
    case 'USER_ALREADY_BLOCKED':
      return 'Error. User is already blocked'
    case 'USER_ALREADY_UNBLOCKED':
      return 'Error. User was never blocked'
    case 'USER_OFFLINE':
      return 'Error. That user is offline'
    default:
      return `Error. ${status}`
  }
}
