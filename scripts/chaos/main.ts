/**
 * Well-behaved pairs in all dialects beside abusers, on one gateway: `npm run chaos --
 * [--minutes 10] [--clients 500] [--seed N]`; see README.md.
 */
import { discoverFullDialects } from '../../packages/parley/src/discover.ts'
import { FlagError, readFlags } from './flags.ts'
import { faultsOf, formatReport } from './report.ts'
import { runChaos } from './run.ts'

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`)
}

async function main(): Promise<number> {
  const plan = readFlags(process.argv.slice(2))
  if (typeof plan === 'string') {
    process.stdout.write(plan)
    return 0
  }
  const dialects = await discoverFullDialects()
  const outcome = await runChaos(plan, { dialects, how: 'built', progress })
  process.stdout.write(formatReport(outcome))
  return faultsOf(outcome).length === 0 ? 0 : 1
}

process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`chaos: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof FlagError ? 2 : 1
}
