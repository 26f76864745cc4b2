import type { AnswerOf, CommandKind, CommandOf } from '@parley/contract'
import { LineBehind } from './lines.ts'
import type { Mutation } from './server.ts'

/** Says to everyone, too, what is said in a room. */
class LeakingLine extends LineBehind {
  override ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    this.line.ask<Kind>(command, then)
    const said: object = command
    const isInRoom = command.kind === 'broadcast' && 'room' in said && said.room !== undefined
    if (!isInRoom || !('text' in said) || typeof said.text !== 'string') return
    this.line.ask({ kind: 'broadcast', text: said.text }, () => {})
  }
}

/** What is said in a room is said to everyone besides. */
export const serverLeaksRooms: Mutation = (dialect) => ({
  ...dialect,
  serve: (line, options) => dialect.serve(new LeakingLine(line), options),
})
