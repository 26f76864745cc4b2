/** The built gateway with a tap listening, for the row that measures what watching costs. */
import { memoryPorts } from '@parley/engine'
import { Gateway } from '@parley/server'
import { discoverFullDialects } from '../../packages/parley/src/discover.ts'

const gateway = new Gateway(memoryPorts(), () => {})
const seen = new Map<string, number>()
gateway.tap = ({ kind }) => seen.set(kind, (seen.get(kind) ?? 0) + 1)

for (const dialect of await discoverFullDialects()) {
  const options = 'pace' in dialect.optionNotes ? { pace: 0 } : {}
  const { port } = await gateway.listen(dialect, { host: '127.0.0.1', port: 0, options })
  process.stdout.write(`listening ${dialect.name} 127.0.0.1:${port}\n`)
}
process.stdout.write('ready\n')
