import { ZodError, type z } from 'zod'
import { firstLineOf, UsageError } from './errors.ts'
import { explain, explained, firstIssue, type Naming } from './explain.ts'
import { readTextFile } from './text-file.ts'

/** Understands what a file says; throws a ZodError where it is wrong. */
type Parse<Data> = (input: unknown, context: typeof explained) => Data

/** What a JSON or YAML file says, as `parse` understands it. `source`: what names the file. */
export async function readData<Data>(
  path: string,
  source: string,
  parse: Parse<Data>,
): Promise<Data> {
  return (await readDataFile(path, source, parse)).data
}

/** The same, with where each key is. A start without a file does not wait for the YAML package. */
export async function readDataFile<Data>(
  path: string,
  source: string,
  parse: Parse<Data>,
): Promise<{ readonly data: Data; readonly where: Naming }> {
  const { dataIn } = await import('./yaml-data.ts')
  const { input, where } = dataIn(await readTextFile(path, source), path)
  try {
    return { data: parse(input ?? {}, explained), where }
  } catch (error) {
    throw new UsageError(faultIn(error, path, where))
  }
}

function faultIn(error: unknown, path: string, where: Naming): string {
  if (!(error instanceof ZodError)) return `${path}: ${firstLineOf(error)}`
  const issue = firstIssue(error.issues)
  return `${explain(error, where)}${issue === undefined ? '' : hintFor(issue)}`
}

/** A text without quotes may be a number, a list or a set of keys to YAML. */
function hintFor(issue: z.core.$ZodIssue): string {
  const isUnquoted =
    issue.code === 'invalid_type' && issue.expected === 'string' && issue.input !== undefined
  return isUnquoted ? '; put the text in quotes' : ''
}
