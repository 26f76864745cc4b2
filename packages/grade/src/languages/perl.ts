import { posix } from 'node:path'
import type { Language } from './language.ts'
import { pathFrom } from './paths.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  numberArgument: /\bport\b[^;\n]{0,200}\$ARGV\[(\d)\]/gi,
  firstArgument: 0,
  anyArgument: /\$ARGV\[|@ARGV\b|\bshift\s*(?:;|\/\/|\|\|)/,
  variable: /\$ENV\{['"]?(\w*PORT\w*)/,
  fixed: [
    /(?:LocalPort|PeerPort)\s*=>\s*['"]?(\d{2,5})/,
    /\$\w{0,40}port\w*\s*=\s*['"]?(\d{2,5})/i,
  ],
}

export const perl: Language = {
  name: 'perl',
  isSource: (path) => /\.p[lm]$/.test(path),
  isMain: (text) => !/^[ \t]*1;[ \t\r]*$/m.test(text),
  listens: /\bListen\s*=>|\blisten\s*\(/,
  connects: /\bPeer(?:Addr|Host|Port)\s*=>|\bconnect\s*\(/,
  imports: /^[ \t]*(?:use|require)[ \t]+['"]?([\w:./]+)/gm,
  portWay: (file) => portWayBy(ports, file),
  recipe: ({ path }) => {
    const cwd = posix.dirname(path)
    return { cwd, command: ['perl', '-I.', pathFrom(cwd, path)] }
  },
}
