import { posix } from 'node:path'
import type { Language } from './language.ts'
import { PROGRAM } from './native.ts'
import { listed, nearest, pathFrom } from './paths.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  namedOption: /flag\.(?:Int|String|Uint)\w*\(\s*(?:&\w+,\s*)?"(p(?:ort)?)"/i,
  numberArgument: /strconv\.\w+\(\s*os\.Args\[(\d)\]/g,
  firstArgument: 1,
  anyArgument: /\bos\.Args\b|\bflag\.Arg\(/,
  variable: /os\.Getenv\(\s*"(\w*PORT\w*)"/,
  fixed: [
    /net\.(?:Listen|Dial)\(\s*"tcp[46]?",\s*"[^"]*:(\d{2,5})"/,
    /\b\w*port\w*\s*(?:string|int)?\s*:?=\s*":?(\d{2,5})"/i,
    /\b\w*port\w*\s*(?:int)?\s*:?=\s*(\d{2,5})\b/i,
  ],
}

/** Nothing is fetched: what is missing is said, and is for the staff. */
const env = { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOTOOLCHAIN: 'local' }

/** Modules that `go.mod` requires. */
function required(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^require\s*\(([^)]{0,20000})\)/gm)].map(
    ([, inside = '']) => inside,
  )
  const lines = [...text.matchAll(/^require\s+([^\s(]\S*)/gm)].map(([, name = '']) => name)
  return [...lines, ...blocks.flatMap((one) => one.match(/^[ \t]*[\w.-]+\.\w+\/\S+/gm) ?? [])].map(
    (name) => name.trim(),
  )
}

export const go: Language = {
  name: 'go',
  isSource: (path) => path.endsWith('.go') && !path.endsWith('_test.go'),
  isMain: (text) => /^package main\b/m.test(text) && /^func main\(/m.test(text),
  listens: /\bnet\.Listen\w*\(/,
  connects: /\bnet\.Dial\w*\(/,
  isProject: (path) => posix.basename(path) === 'go.mod',
  portWay: (file) => {
    const way = portWayBy(ports, file)
    if (way?.kind !== 'arguments') return way
    return { ...way, words: way.words.map((word) => (/^p/.test(word) ? `-${word}` : word)) }
  },
  recipe: (main, { parts, projects, files }) => {
    const folder = posix.dirname(main.path)
    const project = nearest(main.path, projects)
    const cwd = project === undefined ? folder : posix.dirname(project.path)
    const own = parts.filter(({ path }) => posix.dirname(path) === folder)
    const sources = own.map(({ path }) => pathFrom(cwd, path))
    const modules = project === undefined ? [] : required(project.text)
    const hasVendor = files.some((path) => path.startsWith(posix.join(cwd, 'vendor/')))
    return {
      cwd,
      build: ['go', 'build', '-o', PROGRAM, ...sources],
      command: [PROGRAM],
      env: hasVendor ? { ...env, GOFLAGS: '-mod=vendor' } : env,
      ...(modules.length === 0 || hasVendor
        ? {}
        : { doubt: `${project?.path} would fetch ${listed(modules)} from the network` }),
    }
  },
}
