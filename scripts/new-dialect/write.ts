import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const template = fileURLToPath(new URL('template/', import.meta.url))

/** The name and the port of the template, which stand in its files as they would in a dialect’s. */
const TEMPLATE_NAME = 'example'
const TEMPLATE_PORT = '7000'

const LAST_PORT = 65_535

/**
 * What is wrong with a name or a port; undefined if they can be used. `taken`: folders of packages;
 * `ports`: which dialect has which port.
 */
export function faultOf(
  name: string,
  port: string,
  taken: readonly string[],
  ports: ReadonlyMap<number, string> = new Map(),
): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    return `"${name}": expected a name of small letters, digits and single dashes`
  }
  if (taken.includes(`dialect-${name}`)) return `there is a dialect ${name} already`
  const isPort = /^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= LAST_PORT
  if (!isPort) return `"${port}": expected a port from 1 to ${LAST_PORT}`
  const owner = ports.get(Number(port))
  return owner === undefined ? undefined : `port ${port} is that of ${owner}`
}

/** Writes the folder of a new dialect into `packages`; gives the paths of its files. */
export async function writeDialect(
  packages: string,
  name: string,
  port: string,
  ports?: ReadonlyMap<number, string>,
): Promise<readonly string[]> {
  const fault = faultOf(name, port, await readdir(packages), ports)
  if (fault !== undefined) throw new Error(fault)
  const written: string[] = []
  for (const file of await readdir(template, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const from = join(file.parentPath, file.name)
    const to = join(packages, `dialect-${name}`, from.slice(template.length))
    await mkdir(dirname(to), { recursive: true })
    await writeFile(to, named(await readFile(from, 'utf8'), name, port))
    written.push(to)
  }
  return written
}

function named(text: string, name: string, port: string): string {
  const className = name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return text
    .replaceAll('Example', className)
    .replaceAll(TEMPLATE_NAME, name)
    .replaceAll(TEMPLATE_PORT, port)
}
