/**
 * Three gateways and a broker, as processes: `npm run cluster -- names [--rounds 10000]`,
 * `npm run cluster -- chaos [--minutes 1] [--seed N]`, `… restart [--rounds 3]`, `… delay`, `… apply [--names N …]`; see README.md.
 */
import { parseArgs } from 'node:util'
import { noBroker } from '../../packages/parley/src/testing/broker.ts'
import { measureApply } from './apply.ts'
import { tryChaos, tryRestarts } from './chaos.ts'
import { measureDelay } from './delay.ts'
import { tryNames } from './names.ts'

const say = (text: string) => void process.stdout.write(text)

async function main(): Promise<readonly string[]> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      names: { type: 'string', multiple: true },
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  })
  if (noBroker !== undefined) throw new Error(noBroker)
  switch (positionals[0]) {
    case 'names':
      return await tryNames(Number(values.rounds ?? 10_000), say)
    case 'chaos':
      return await tryChaos({ minutes: Number(values.minutes), seed: Number(values.seed) }, say)
    case 'restart':
      return await tryRestarts(Number(values.rounds ?? 3), say)
    case 'apply':
      return measureApply(say, values.names?.map(Number))
    case 'delay':
      return await measureDelay(say)
    default:
      throw new Error('names, chaos, restart, delay or apply is expected')
  }
}

try {
  const faults = await main()
  for (const fault of faults) say(`FAULT ${fault}\n`)
  if (faults.length === 0) say('no faults\n')
  process.exitCode = faults.length === 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`cluster: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
