import { messageOf, UsageError } from './errors.ts'
import { plainChat } from './plain-chat.ts'

const FAILED = 1
const USED_WRONGLY = 2

/**
 * Does what the words of a command line ask for; `leaveWith` ends the program with a status. Nothing is
 * loaded that is not needed: a client that is checked has little time to start.
 */
export async function runWords(
  words: readonly string[],
  leaveWith: (status: number) => void,
): Promise<void> {
  const chat = plainChat(words)
  if (chat === undefined) {
    const { runCommandLine } = await import('./command-line.ts')
    return await runCommandLine(words, leaveWith)
  }
  const { runChat } = await import('./chat-command.ts')
  leaveWith(await runChat(chat))
}

/** What the program says on stderr where it throws, and the status that it ends with. */
export function endingOf(error: unknown): { readonly status: number; readonly stderr: string } {
  return {
    status: error instanceof UsageError ? USED_WRONGLY : FAILED,
    stderr: `parley: ${messageOf(error)}\n`,
  }
}
