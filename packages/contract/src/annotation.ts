/**
 * Which bytes of a frame are what: `from` inclusive, `to` exclusive. `verb`: what is asked or told;
 * `name`: a user's name; `body`: a text that a user has written; `terminator`: what ends a frame or a
 * part of one; `field`: any other value; `secret`: a password; `noise`: what the receiver ignores.
 */
export interface Part {
  readonly from: number
  readonly to: number
  readonly role: 'verb' | 'name' | 'body' | 'terminator' | 'field' | 'secret' | 'noise'
}

/** Says what the bytes of one frame are. The parts are in order and cover the frame without gap or overlap. */
export type Annotate = (frame: Uint8Array, sentBy: 'client' | 'server') => readonly Part[]
