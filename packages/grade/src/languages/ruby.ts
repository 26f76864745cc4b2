import { posix } from 'node:path'
import type { Language } from './language.ts'
import { pathFrom } from './paths.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  numberArgument: /ARGV\[(\d)\]\.to_i|Integer\(ARGV\[(\d)\]/g,
  firstArgument: 0,
  anyArgument: /\bARGV\b/,
  variable: /ENV(?:\.fetch\(|\[)\s*['"](\w*PORT\w*)['"]/,
  fixed: [
    /(?:TCPServer|TCPSocket)\.(?:new|open)\(?\s*(?:[^,()\n]*,\s*)?(\d{2,5})\b/,
    /\b\w*port\w*\s*=\s*(\d{2,5})\b/i,
  ],
}

export const ruby: Language = {
  name: 'ruby',
  isSource: (path) => path.endsWith('.rb'),
  isMain: () => true,
  listens: /\bTCPServer\b|\.listen\b/,
  connects: /\bTCPSocket\b|\.connect\b/,
  imports: /^[ \t]*require_relative[ \t(]*['"](\.{0,2}[\w./]+)['"]/gm,
  portWay: (file) => portWayBy(ports, file),
  recipe: ({ path }) => {
    const cwd = posix.dirname(path)
    return { cwd, command: ['ruby', pathFrom(cwd, path)] }
  },
}
