/** `npm run pack [-- <folder>]` makes `parley-<version>.tgz` of the sources, here or in that folder. */
import { mkdir } from 'node:fs/promises'
import { packSources } from './pack.ts'

const [into = '.'] = process.argv.slice(2)
await mkdir(into, { recursive: true })
process.stdout.write(`${await packSources(into)}\n`)
