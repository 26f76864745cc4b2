/**
 * What a person types and reads, as far as it is the same in several dialects: a terminal for any
 * dialect that has a client, and the parts of those that have more. It does no I/O.
 *
 * @example
 * import { lineTerminal } from '@parley/line-terminal'
 *
 * const terminal = lineTerminal(client, { words: { message: 'tell', broadcast: 'say' } })
 */
export { AnswerTimeouts, lossText } from './answer-timeouts.ts'
export { type Asked, Commands, type CommandsSetting, type Done } from './commands.ts'
export type { DialogSide } from './dialog-side.ts'
export { DialogTerminal } from './dialog-terminal.ts'
export { dialogPhrases, type LineTerminalSettings, lineTerminal } from './line-terminal.ts'
export type { LoginRefusal, LoginRules } from './login-dialog.ts'
export { noChat, notUnderstood, onOneLine, said, texts } from './texts.ts'
export { allVerbs, helpOn, type Typed, type Verb, verbsWithRooms, type Words } from './verbs.ts'
