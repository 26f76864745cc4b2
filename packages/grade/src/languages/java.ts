import type { Language } from './language.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  numberArgument: /Integer\.(?:parseInt|valueOf)\(\s*\w+\[(\d)\]/,
  firstArgument: 0,
  anyArgument: /\bargs\s*\[|\bargs\.length\b/,
  variable: /System\.getenv\(\s*"(\w*PORT\w*)"/,
  fixed: [
    /new\s+ServerSocket\(\s*(\d{2,5})\b/,
    /new\s+(?:InetSocketAddress|Socket)\(\s*(?:[^,()]*,\s*)?(\d{2,5})\s*[,)]/,
    /\bint\s+\w*port\w*\s*=\s*(\d{2,5})\b/i,
  ],
}

/** Where the compiled classes go, within the submission. */
const CLASSES = 'parley-classes'

export const java: Language = {
  name: 'java',
  isSource: (path) => path.endsWith('.java'),
  isMain: (text) => /\bstatic\s+void\s+main\s*\(|\bvoid\s+main\s*\(\s*String/.test(text),
  listens: /\bServerSocket(?:Channel)?\b/,
  connects: /new\s+Socket\(|SocketChannel\.open/,
  portWay: (file) => portWayBy(ports, file),
  build: (_main, sources) => ['javac', '-encoding', 'UTF-8', '-nowarn', '-d', CLASSES, ...sources],
  command: (main, text) => {
    const [, name = ''] = /([^/]+)\.java$/.exec(main) ?? []
    const [, inside] = /^\s*package\s+([\w.]+)\s*;/m.exec(text) ?? []
    return ['java', '-cp', CLASSES, inside === undefined ? name : `${inside}.${name}`]
  },
}
