/**
 * Measures the built gateway beside a bare C relay (what the machine can do) and the least Node
 * server (what the runtime can do), and says whether it reaches its bars.
 *
 *     npm run bench -- --quick
 *     npm run bench -- --only vu-vu --rounds 5
 */
import { judgeAll } from './bars.ts'
import { build, findCompiler, type Programs } from './build.ts'
import { chooseCores } from './cores.ts'
import { type Flags, readFlags } from './flags.ts'
import { killAll } from './processes.ts'
import { formatJson, formatReport, isGood } from './report.ts'
import { rows } from './rows.ts'
import { type Plan, runAll } from './runs.ts'
import { commands } from './servers.ts'

/** Seconds; a full run takes under five minutes, a quick one under one. */
const FULL = {
  rounds: 3,
  starts: 3,
  timing: { warmup: 0.5, duration: 1 },
  floodTiming: { warmup: 0.5, duration: 1.2 },
} as const
const QUICK = {
  rounds: 1,
  starts: 3,
  timing: { warmup: 0.3, duration: 0.5 },
  floodTiming: { warmup: 0.4, duration: 0.7 },
} as const

function plan(flags: Flags, programs: Programs): Plan {
  const length = flags.quick ? QUICK : FULL
  return {
    ...length,
    rounds: flags.rounds ?? length.rounds,
    rows: rows.filter((row) => flags.only === undefined || flags.only.includes(row.id)),
    commands: commands(flags, programs),
    cores: chooseCores(),
    generator: programs.generator,
    folder: programs.folder,
  }
}

function endOn(signal: 'SIGINT' | 'SIGTERM', status: number): void {
  process.once(signal, () => process.exit(status))
}

async function main(): Promise<number> {
  const flags = readFlags(process.argv.slice(2))
  const compiler = findCompiler()
  if (compiler === undefined) {
    process.stderr.write('bench: the load generator is C: install a C compiler (cc or gcc)\n')
    return 2
  }
  process.once('exit', killAll)
  endOn('SIGINT', 130)
  endOn('SIGTERM', 143)
  const work = plan(flags, build(compiler))
  const runs = await runAll(work)
  const judgements = judgeAll(runs, work.rows)
  process.stdout.write(flags.json ? formatJson(judgements, runs) : formatReport(judgements, runs))
  return isGood(judgements, runs) ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
