import type { CommandOf } from '@parley/contract'
import type { AskedKind } from '../client/expected-infos.ts'

/** A command that a line can be. */
export type Command = CommandOf<Exclude<AskedKind, 'help' | 'members' | 'remove'>>

/** What a line that was typed comes to. */
export type Typed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'help' }
  | { readonly kind: 'command'; readonly command: Command }
  /** 6.9: whose message, the room if any, and the time. */
  | { readonly kind: 'remove'; readonly content: string }
  /** Not to be sent; `why`: shown to the person. */
  | { readonly kind: 'mistake'; readonly why: string }

export function mistake(why: string): Typed {
  return { kind: 'mistake', why }
}
