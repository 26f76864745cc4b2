/** What a server says, to the byte, and how messages look on the screen. */

export const BANNER =
  '> OK - Welcome to the Love Letter Server\nSupported commands are: LOGIN <user>, LOGOUT\n\n\n'

export const COMPOSE = '> OK - Send Message, end with XOXOXO\n'

export const DELIVERED = '> OK - Message Delivered\n'

export const UNKNOWN =
  '> ERROR - Unknown Command. Check the documentation or use LOGIN <username> first.\n'

export const LISTED = '> OK - Data Available...\n127.0.0.1:1 | ann\n127.0.0.1:2 | bob\n'

/** After so long without a further row there is none, in milliseconds (5.1). */
export const SILENCE = 250

/** What is shown where no answer comes. */
export const MUTE = 'The server does not answer.\n'

/** A message from ann to bob as it comes over the wire (4.1). */
export function wire(...lines: readonly string[]): string {
  const text = lines.map((line) => `> ${line}\n`).join('')
  return `> INBOUND MESSAGE - SENDER: ann\n> RECIPIENT: bob\n${text}> XOXOXO\n> \n`
}

/** The same on bob's screen. */
export function shown(...lines: readonly string[]): string {
  return `── ann to you ──\n${lines.map((line) => `  ${line}\n`).join('')}`
}
