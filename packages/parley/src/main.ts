import { messageOf, UsageError } from './errors.ts'
import { endWithNpm } from './parent-watch.ts'
import { plainChat } from './plain-chat.ts'

const FAILED = 1
const USED_WRONGLY = 2

/** Once all that was written has gone out. */
function leaveWith(status: number): void {
  process.stdout.write('', () => process.exit(status))
}

/** Nothing is loaded that is not needed: a client that is checked has little time to start. */
async function main(): Promise<void> {
  const chat = plainChat(process.argv.slice(2))
  if (chat === undefined) {
    const { runCommandLine } = await import('./command-line.ts')
    return await runCommandLine(leaveWith)
  }
  const { runChat } = await import('./chat-command.ts')
  leaveWith(await runChat(chat))
}

/** A closed pipe behind stdout or the log is no reason to stop serving. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

endWithNpm(process.env)

try {
  await main()
} catch (error) {
  process.stderr.write(`parley: ${messageOf(error)}\n`)
  process.exitCode = error instanceof UsageError ? USED_WRONGLY : FAILED
}
