import type { Language } from './language.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  namedOption: /add_argument\(\s*(?:['"]-\w['"],\s*)?['"](--?port)['"]/i,
  numberArgument: /int\(\s*(?:sys\.)?argv\[(\d)\]/,
  firstArgument: 1,
  anyArgument: /\bargv\b|\bargparse\b/,
  variable: /(?:environ\.get\(|environ\[|getenv\()\s*['"](\w*PORT\w*)['"]/,
  fixed: [
    /\b(?:bind|create_server|connect|create_connection)\(\s*\(\s*[^,()]*,\s*(\d{2,5})\s*\)/,
    /^\s*\w*port\w*\s*(?::\s*int\s*)?=\s*(\d{2,5})\b/im,
    /^[^#\n]*\([^()\n]*['"][\w.]*['"]\s*,\s*(\d{4,5})\s*\)/m,
  ],
}

export const python: Language = {
  name: 'python',
  isSource: (path) => path.endsWith('.py'),
  isMain: () => true,
  listens: /\.(?:listen|bind|accept)\(|create_server\(|start_server\(|socketserver/,
  connects: /\.connect(?:_ex)?\(|create_connection\(|open_connection\(/,
  imports: /^[ \t]*(?:import|from)[ \t]+\.?([\w.]+)/gm,
  portWay: (file) => portWayBy(ports, file),
  command: (main) => ['python3', main],
}
