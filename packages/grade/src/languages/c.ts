import type { Language } from './language.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  numberArgument: /(?:atoi|atol|strtou?l|stoi)\s*\(\s*argv\s*\[\s*(\d)\s*\]/,
  firstArgument: 1,
  anyArgument: /\bargv\s*\[/,
  variable: /getenv\(\s*"(\w*PORT\w*)"/,
  fixed: [
    /htons\(\s*(\d{2,5})\s*\)/,
    /#\s*define\s+\w*PORT\w*\s+\(?(\d{2,5})\b/,
    /\b\w*port\w*\s*=\s*(\d{2,5})\s*;/i,
    /\b\w*PORT\w*\s*=?\s*"(\d{2,5})"/i,
  ],
}

/** What is built, within the submission. */
const PROGRAM = './parley-program'

export const c: Language = {
  name: 'c',
  isSource: (path) => path.endsWith('.c'),
  isMain: (text) => /\bmain\s*\(/.test(text),
  listens: /\blisten\s*\(/,
  connects: /\bconnect\s*\(/,
  portWay: (file) => portWayBy(ports, file),
  build: (_main, sources) => ['cc', '-O1', '-w', '-pthread', '-o', PROGRAM, ...sources, '-lm'],
  command: () => [PROGRAM],
}
