import { endWithNpm } from './parent-watch.ts'
import { endingOf, runWords } from './run-words.ts'

/** Once all that was written has gone out. */
function leaveWith(status: number): void {
  process.stdout.write('', () => process.exit(status))
}

/** A closed pipe behind stdout or the log is no reason to stop serving. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

endWithNpm(process.env)

try {
  await runWords(process.argv.slice(2), leaveWith)
} catch (error) {
  const { status, stderr } = endingOf(error)
  process.stderr.write(stderr)
  process.exitCode = status
}
