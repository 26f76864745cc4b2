/**
 * How long one user waits while others do their worst. Prints one line of JSON, as the generator in C
 * does.
 *
 *     node --import tsx main.ts --mode lists --to vu:5378 --duration 2
 */
import { parseArgs } from 'node:util'
import { loads } from './loads.ts'

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: '' },
    to: { type: 'string', default: '' },
    duration: { type: 'string', default: '2' },
  },
})

const endpoints = new Map(
  values.to.split(',').map((place) => {
    const [dialect = '', port] = place.split(':')
    return [dialect, Number(port)] as const
  }),
)

function print(figures: object, ok: 0 | 1, firstError: string): void {
  process.stdout.write(`${JSON.stringify({ ...figures, ok, first_error: firstError })}\n`)
}

try {
  const load = loads[values.mode]
  if (load === undefined) throw new Error(`--mode: expected ${Object.keys(loads).join(', ')}`)
  print(await load(endpoints, Number(values.duration)), 1, '')
} catch (error) {
  print({}, 0, error instanceof Error ? error.message : String(error))
}
process.exit()
