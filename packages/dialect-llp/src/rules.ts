import type { Rule } from '@parley/contract'

type Row = readonly [section: string, level: Rule['level'], binds: Rule['binds'], sentence: string]

const rows: readonly Row[] = [
  ['1.1', 'MUST', 'server', 'A command ends with \\n or \\r\\n.'],
  ['1.1a', 'MUST', 'server', 'White space at the end of a command is no part of it.'],
  ['1.1b', 'MUST', 'server', 'A line that the server writes ends with \\n alone.'],
  ['1.1c', 'MUST', 'both', 'A line that arrives in pieces is read as if it had come at once.'],
  ['1.1d', 'MUST', 'both', 'Lines that arrive together are read as if each had come alone.'],
  ['1.1e', 'SHOULD', 'server', '\\r\\0 ends a command too.'],
  ['1.2', 'SHOULD', 'server', 'Telnet negotiation is no part of any line, wherever it stands.'],
  ['1.2a', 'SHOULD', 'server', 'Telnet negotiation is answered with nothing.'],
  ['1.3', 'MUST', 'server', 'A reply is "> OK - " or "> ERROR - ", a text and \\n.'],
  ['1.4', 'MUST', 'both', 'Texts are UTF-8 and pass unchanged but for what 4.3 and 6.6 name.'],
  ['1.4a', 'SHOULD', 'server', 'A line over the limit is refused with Line too long.'],
  ['1.4b', 'MUST', 'server', 'Nothing of a line over the limit is delivered.'],
  ['1.4c', 'MUST', 'server', 'The connection goes on after a line over the limit.'],
  ['1.4d', 'SHOULD', 'server', 'White space at the end of a line of a text is kept.'],
  ['1.5', 'SHOULD', 'server', 'A command is answered also when no more can follow it.'],
  ['1.5a', 'MUST', 'server', 'What a connection says, or how it breaks off, harms no other.'],
  ['1.5b', 'SHOULD', 'server', 'A message whose reader has just gone is answered all the same.'],

  ['2.1', 'MUST', 'server', 'On connecting the server says Welcome to the Love Letter Server.'],
  ['2.1a', 'MUST', 'server', 'The list of commands stands in a second line without "> ".'],
  ['2.1b', 'SHOULD', 'server', 'Two empty lines end the banner.'],

  ['3.1', 'MUST', 'server', 'Before login anything but LOGIN is answered Unknown Command.'],
  ['3.2', 'MUST', 'server', 'A login is confirmed with Hello and the name.'],
  ['3.3', 'MUST', 'server', 'A name that is not 3 to 15 letters and digits is refused.'],
  ['3.3a', 'MUST', 'client', 'A name to log in with is 3 to 15 letters and digits.'],
  ['3.4', 'MUST', 'server', 'LOGIN of a user who is logged in is refused.'],
  ['3.5', 'MUST', 'server', 'A name that is taken is answered Username is use.'],
  ['3.5a', 'MUST', 'server', 'After a refused login the connection may try again.'],
  ['3.6', 'MUST', 'server', 'LIST is answered Data Available... and a row for each user.'],
  ['3.6a', 'MUST', 'server', 'A row of LIST is address, colon, port, " | " and the name.'],
  ['3.6b', 'MUST', 'server', 'LIST names the one who asks too.'],
  ['3.6c', 'SHOULD', 'server', 'The rows of LIST are in the order of logins.'],
  ['3.7', 'MUST', 'server', 'MESSAGE with a possible name is answered Send Message.'],
  ['3.8', 'MUST', 'server', 'MESSAGE without a name is answered Invalid recipient username.'],
  ['3.9', 'MUST', 'server', 'Lines of a message are answered with nothing.'],
  ['3.9a', 'MUST', 'server', 'A line that ends with XOXOXO closes the message.'],
  ['3.9b', 'MUST', 'server', 'A line in which XOXOXO does not stand last is text.'],
  ['3.9c', 'MUST', 'server', 'A command inside a message is text.'],
  ['3.9d', 'SHOULD', 'server', 'What stands before XOXOXO is the last line of the message.'],
  ['3.10', 'MUST', 'server', 'A delivered message is answered Message Delivered.'],
  ['3.11', 'MUST', 'server', 'A message to nobody is answered Recipient does not exist.'],
  ['3.12', 'MUST', 'server', 'LOGOUT is answered Goodbye xoxo, and the server closes.'],
  ['3.12a', 'SHOULD', 'server', 'After LOGOUT or a drop the name is free.'],
  ['3.13', 'MUST', 'server', 'Any other command is answered Unknown Command.'],
  ['3.13a', 'MUST', 'server', 'The connection stays open after a refusal.'],

  ['4.1', 'MUST', 'server', 'A message arrives with its sender, its recipient and its lines.'],
  ['4.1a', 'MUST', 'server', 'Each line of a message that arrives begins with "> ".'],
  ['4.1b', 'MUST', 'server', 'A line "> XOXOXO" ends a message that arrives.'],
  ['4.1c', 'MUST', 'server', 'A message arrives also while its reader is typing one.'],
  ['4.1d', 'SHOULD', 'server', 'A line "> " follows the end of a message that arrives.'],
  ['4.1e', 'MUST', 'server', 'Messages arrive once each, in their sender’s order.'],
  ['4.1f', 'MUST', 'server', 'A message arrives at its recipient and at nobody else.'],
  ['4.3', 'SHOULD', 'server', 'No text can be read as another message or as a reply.'],

  ['5.1', 'MUST', 'client', 'A list ends with a line that begins with "> ", or a silence.'],
  ['5.1a', 'SHOULD', 'client', 'The lines of a message are sent after Send Message has come.'],
  ['5.1b', 'SHOULD', 'client', 'A missing "> " after a message, or a \\r, does no harm.'],
  ['5.2', 'MUST', 'client', 'A command is its word in upper case, a blank and the name.'],
  ['5.2a', 'MUST', 'client', 'A command ends with \\n, \\r\\n or \\r\\0.'],
  ['5.2b', 'SHOULD', 'client', 'That a login has succeeded is shown.'],
  ['5.3', 'MUST', 'client', 'The lines of a message are sent as typed, and XOXOXO ends them.'],
  ['5.4', 'SHOULD', 'client', 'A client says LOGOUT before it goes.'],
  ['5.4a', 'SHOULD', 'client', 'After the goodbye the client ends.'],
  ['5.5', 'MUST', 'client', 'A message that arrives is shown, whenever it comes.'],
  ['5.5a', 'MUST', 'client', 'A message that arrives is no answer to a command.'],
  ['5.5b', 'SHOULD', 'client', 'What stands within a message is text, whatever it looks like.'],
  ['5.6', 'SHOULD', 'client', 'After a refusal the client goes on.'],

  ['6.1', 'SHOULD', 'server', 'BROADCAST takes a message and delivers it to everyone else.'],
  ['6.2', 'SHOULD', 'server', 'BLOCK and UNBLOCK keep a user from writing, and end that.'],
  ['6.3', 'SHOULD', 'server', 'HISTORY shows the last messages to everyone, a row a line.'],
  ['6.4', 'SHOULD', 'server', 'HELP lists the commands.'],
]

/** The sentences of README.md that can be checked from outside. */
export const rules: readonly Rule[] = rows.map(([section, level, binds, sentence]) => ({
  id: `llp-${section}`,
  level,
  binds,
  sentence,
}))

/** The titles of the sections of README.md. */
export const sections = {
  1: 'Lines',
  2: 'Connecting',
  3: 'Commands',
  4: 'Getting a message',
  5: 'For clients',
  6: 'Extensions',
  7: 'What a person types and reads',
} as const
