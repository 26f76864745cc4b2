/**
 * Writes the folder of a new dialect: `npm run new-dialect <name> <port>`. It can be served at once;
 * docs/adding-a-dialect.md says how it grows.
 */
import { fileURLToPath } from 'node:url'
import { discoverDialects } from '../../packages/parley/src/discover.ts'
import { writeDialect } from './write.ts'

const packages = fileURLToPath(new URL('../../packages/', import.meta.url))
const [name = '', port = '', ...more] = process.argv.slice(2)

if (name === '' || port === '' || more.length > 0) {
  process.stderr.write('usage: npm run new-dialect <name> <port>\n')
  process.exitCode = 2
} else {
  try {
    const { dialects } = await discoverDialects()
    const ports = new Map(dialects.map((one) => [one.defaultPort, one.name]))
    await writeDialect(packages, name, port, ports)
    process.stdout.write(
      [
        `packages/dialect-${name} is written. Next:`,
        '  npm install            link it, and build',
        `  npm start              ${name} is served on port ${port}, beside the others`,
        `  nc 127.0.0.1 ${port}${' '.repeat(Math.max(1, 9 - port.length))}type NAME ann, then SAY hello`,
        `Its protocol is in packages/dialect-${name}/src/index.ts: make it yours.`,
        '',
      ].join('\n'),
    )
  } catch (error) {
    process.stderr.write(`new-dialect: ${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 2
  }
}
