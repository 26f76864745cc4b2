import { posix } from 'node:path'
import type { Language, SourceFile } from './language.ts'
import { pathFrom } from './paths.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  numberArgument: /(?:Number\(|parseInt\(|\+)\s*process\.argv\[(\d)\]/g,
  firstArgument: 2,
  anyArgument: /\bprocess\.argv\b|\bparseArgs\b/,
  variable: /process\.env(?:\.|\[['"])(\w*PORT\w*)/,
  fixed: [
    /\.(?:listen|connect|createConnection)\(\s*(\d{2,5})\b/,
    /\b\w*port\w*\s*[:=]\s*(\d{2,5})\b/i,
  ],
}

/** A file is named with or without its ending, or by its folder. */
function mainsOf({ path, text }: SourceFile): readonly string[] {
  const [, start = ''] = /"start"\s*:\s*"((?:\\.|[^"\\])*)"/.exec(text) ?? []
  const [, main] = /"main"\s*:\s*"([^"]+)"/.exec(text) ?? []
  const [, started] = /\bnode\s+(?:-\S+\s+)*([^\s-]\S*)/.exec(start) ?? []
  const found = started ?? main
  if (found === undefined) return []
  const whole = posix.join(posix.dirname(path), found)
  return [whole, `${whole}.js`, posix.join(whole, 'index.js')]
}

export const node: Language = {
  name: 'node',
  isSource: (path) => /\.[cm]?js$/.test(path),
  isMain: () => true,
  listens: /\.listen\(|createServer\(/,
  connects: /\bconnect\(|createConnection\(|new (?:net\.)?Socket\(/,
  imports: /(?:require\(|from|import)\s*['"](\.{1,2}\/[^'"]+)['"]/g,
  isProject: (path) => posix.basename(path) === 'package.json',
  mainsOf,
  portWay: (file) => portWayBy(ports, file),
  recipe: (main, { projects }) => {
    const project = projects.find((one) => mainsOf(one).includes(main.path))
    const cwd = posix.dirname(project?.path ?? main.path)
    return { cwd, command: ['node', pathFrom(cwd, main.path)] }
  },
}
