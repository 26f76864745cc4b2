import type { Language } from './language.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  numberArgument: /(?:Number\(|parseInt\(|\+)\s*process\.argv\[(\d)\]/,
  firstArgument: 2,
  anyArgument: /\bprocess\.argv\b|\bparseArgs\b/,
  variable: /process\.env(?:\.|\[['"])(\w*PORT\w*)/,
  fixed: [
    /\.(?:listen|connect|createConnection)\(\s*(\d{2,5})\b/,
    /\w*port\w*\s*[:=]\s*(\d{2,5})\b/i,
  ],
}

export const node: Language = {
  name: 'node',
  isSource: (path) => /\.[cm]?js$/.test(path),
  isMain: () => true,
  listens: /\.listen\(|createServer\(/,
  connects: /\bconnect\(|createConnection\(|new (?:net\.)?Socket\(/,
  imports: /(?:require\(|from|import)\s*['"](\.{1,2}\/[^'"]+)['"]/g,
  portWay: (file) => portWayBy(ports, file),
  command: (main) => ['node', main],
}
