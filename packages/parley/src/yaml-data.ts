import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml'
import { firstLineOf, UsageError } from './errors.ts'
import { keyPath, type Naming } from './explain.ts'

/** A JSON or YAML file that was read. */
interface DataFile {
  readonly input: unknown
  /** Names the file, the line and the key: `x.yaml, line 3: limit.floodRate`. */
  readonly where: Naming
}

/** YAML's errors that come of a text which should have been in quotes. */
const unquoted = new Set([
  'BAD_ALIAS',
  'BAD_DIRECTIVE',
  'BAD_SCALAR_START',
  'BLOCK_AS_IMPLICIT_KEY',
  'MISSING_CHAR',
  'UNEXPECTED_TOKEN',
])

/** YAML, of which JSON is a part. What YAML only warns of is an error: the text means something else. */
export function dataIn(text: string, path: string): DataFile {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const lineOf = (offset: number) => lineCounter.linePos(offset).line
  const [fault] = [...document.errors, ...document.warnings]
  if (fault !== undefined) {
    throw new UsageError(`${path}, line ${lineOf(fault.pos[0])}: ${yamlFault(fault, text)}`)
  }
  const where: Naming = (keys) => {
    if (keys.length === 0) return `${path}: the file`
    const offset = offsetOf(document, keys)
    const line = offset === undefined ? '' : `, line ${lineOf(offset)}`
    return `${path}${line}: ${keyPath(keys)}`
  }
  return { input: inputOf(document, path), where }
}

function inputOf(document: Document, path: string): unknown {
  try {
    return document.toJS()
  } catch (error) {
    throw new UsageError(`${path}: ${firstLineOf(error)}; put a text that begins with * in quotes`)
  }
}

function yamlFault(fault: YAMLError, text: string): string {
  if (fault.code === 'TAG_RESOLVE_FAILED') {
    const tag = text.slice(...fault.pos)
    return `${tag} is a tag in YAML; put it in quotes, as in '${tag}'`
  }
  if (fault.code === 'MULTIPLE_DOCS') return 'the file has more than one document'
  const what = firstLineOf(fault)
  const isJson = /^\s*[[{]/.test(text)
  return unquoted.has(fault.code) && !isJson ? `${what}; put the text in quotes` : what
}

/** Where the value of the key begins, or of the nearest key above it that there is. */
function offsetOf(document: Document, keys: readonly PropertyKey[]): number | undefined {
  for (let depth = keys.length; depth > 0; depth--) {
    const node: unknown = document.getIn(keys.slice(0, depth), true)
    if (typeof node !== 'object' || node === null || !('range' in node)) continue
    const { range } = node
    if (Array.isArray(range)) return Number(range[0])
  }
  return undefined
}
