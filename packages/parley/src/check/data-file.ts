import { readFile } from 'node:fs/promises'
import { parse as parseYaml } from 'yaml'
import { ZodError } from 'zod'
import { explain } from '../settings.ts'
import { firstLineOf, messageOf, UsageError } from '../usage.ts'

/** What a JSON or YAML file says, as `parse` understands it. `flag`: which flag named the file. */
export async function readData<Data>(
  path: string,
  flag: string,
  parse: (input: unknown) => Data,
): Promise<Data> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${flag}: cannot read ${path}: ${messageOf(error)}`)
  }
  try {
    return parse(parseYaml(text) ?? {})
  } catch (error) {
    throw new UsageError(`${path}: ${firstFault(error)}`)
  }
}

function firstFault(error: unknown): string {
  if (!(error instanceof ZodError)) return firstLineOf(error)
  return explain(error, (keys) => (keys.length === 0 ? 'the file' : keys.map(String).join('.')))
}
