/** How the frames of a stream are found by a program that has only its bytes. */
export type Framing =
  /** Lines ended by `\n`; with `telnet` also by `\r\0`, and Telnet commands in them may hold both. */
  | { readonly family: 'lines'; readonly telnet?: true }
  /** JSON objects with white space or NUL between; more bytes or levels than these are malformed. */
  | { readonly family: 'json'; readonly bytes: number; readonly depth: number }
  /** Python pickles, one after another. */
  | { readonly family: 'pickles' }
  /** `key: value;;`, where the field `TYPE` begins a message and says which fields it has. */
  | {
      readonly family: 'fields'
      readonly client: MessageFields
      readonly server: MessageFields
      /** By type: the last field is there only if this other one is 1. */
      readonly lastIf: Readonly<Record<string, string>>
    }
  /** A length of so many bytes, the highest first, before each message. */
  | { readonly family: 'length'; readonly prefix: number }
  /** The length in decimal digits, a colon, the content, a comma. */
  | { readonly family: 'netstrings' }

type MessageFields = Readonly<Record<string, readonly string[]>>

/**
 * What Wireshark has to know of a dialect. The Lua is put into one file with that of all dialects; it is
 * run for each frame as the body of `function(frame, side, put, fail)`:
 *
 * - `frame`: the bytes as a string, with their end; `side`: `"client"` or `"server"`, who has sent it;
 * - `put(what, from, to, value)`: the bytes from `from` to `to`, counted from 1, both included, are this.
 *   `what`: `verb`, `sender`, `recipient`, `name`, `text`, `status`, `password`. `value`, if it is not
 *   what stands there;
 * - `fail(text)`: says what is wrong with the frame.
 *
 * It can use `line_end(frame)`, `json_members(frame)` and `pickle_members(frame)` of the file.
 */
export interface Dissector {
  readonly framing: Framing
  /** Where a server’s frame is more than one of the framing: the Lua patterns of its first and last line. */
  readonly block?: { readonly first: string; readonly last: string }
  /**
   * Lua patterns that the first bytes of a frame match; by these a stream is known on any port, and a
   * capture that begins amid a frame is read from the next one on.
   */
  readonly begins: Readonly<Record<'client' | 'server', readonly string[]>>
  readonly lua: string
}
