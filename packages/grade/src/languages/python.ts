import { posix } from 'node:path'
import type { Around, Language, Recipe, SourceFile } from './language.ts'
import { pathFrom } from './paths.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  namedOption:
    /(?:add_argument|option)\(\s*(?:['"]-\w['"],\s*)?['"](--?p(?:ort)?|--(?:server|listen)[-_]?port)['"]/i,
  hostOption:
    /(?:add_argument|option)\(\s*(?:['"]-\w['"],\s*)?['"](--(?:address|host|ip|server[-_]?(?:host|ip|address)))['"]/i,
  positional: /add_argument\(\s*['"](\w+)['"]/g,
  numberArgument: /int\(\s*(?:sys\.)?argv\[(\d)\]/g,
  firstArgument: 1,
  anyArgument: /\bargv\b|\bargparse\b/,
  variable: /(?:environ\.get\(|environ\[|getenv\()\s*['"](\w*PORT\w*)['"]/,
  fixed: [
    /\b(?:bind|create_server|connect|create_connection)\(\s*\(\s*[^,()]*,\s*(\d{2,5})\s*\)/,
    /^[ \t]*\w*port\w*[ \t]*(?::\s*int\s*)?=\s*(\d{2,5})\b/im,
    /\bhost\s*,\s*port\s*=\s*[^,\n]+,\s*(\d{2,5})\b/i,
    /^[^#\n]*\([^()\n]*['"][\w.]*['"]\s*,\s*(\d{4,5})\s*\)/m,
  ],
}

/** What Python 3 does not know. */
const ofPython2 =
  /^[ \t]*print[ \t]+["'\w]|^[ \t]*except [\w., ()]+, \w+:|\braw_input\(|^[ \t]*import (?:SocketServer|Queue|thread)\b/m

/** The folders in which a path lies, the innermost first; not the root. */
function foldersOf(path: string): readonly string[] {
  const above = posix.dirname(path)
  return above === '.' ? [] : [above, ...foldersOf(above)]
}

/** Where what a file imports is found: its own folder, or one above of whose packages it is a part. */
function importRoot(main: SourceFile, { files }: Around): string {
  const folder = posix.dirname(main.path)
  if (posix.basename(main.path) === '__main__.py' && folder !== '.') return posix.dirname(folder)
  if (folder === '.') return folder
  if (/^[ \t]*from[ \t]+\.\w*[ \t]+import\b/m.test(main.text)) return posix.dirname(folder)
  const modules = new Set(
    files
      .filter((path) => path.endsWith('.py'))
      .flatMap((path) => [path.slice(0, -3), ...foldersOf(path)]),
  )
  const has = (where: string, name: string) => modules.has(posix.join(where, name))
  const names = [...main.text.matchAll(/^[ \t]*(?:import|from)[ \t]+(\w+)/gm)].map(
    ([, name = '']) => name,
  )
  for (let above = folder; above !== '.'; ) {
    above = posix.dirname(above)
    if (names.some((name) => has(above, name) && !has(folder, name))) return above
  }
  return folder
}

function recipe(main: SourceFile, around: Around): Recipe {
  const cwd = importRoot(main, around)
  const file = pathFrom(cwd, main.path)
  const module = file.replace(/(?:\/__main__)?\.py$/, '').replaceAll('/', '.')
  const isModule = file.includes('/') && /^[\w.]+$/.test(module)
  const old = around.parts.find(({ text }) => ofPython2.test(text))
  return {
    cwd,
    command: isModule ? ['python3', '-m', module] : ['python3', file],
    ...(old === undefined ? {} : { doubt: `${old.path} is written for Python 2` }),
  }
}

export const python: Language = {
  name: 'python',
  isSource: (path) => path.endsWith('.py'),
  isMain: () => true,
  listens: /\.(?:listen|bind|accept)\(|create_server\(|start_server\(|socketserver/i,
  connects: /\.connect(?:_ex)?\(|create_connection\(|open_connection\(/,
  imports: /^[ \t]*(?:import|from)[ \t]+\.?([\w.]+)/gm,
  portWay: (file) => portWayBy(ports, file),
  recipe,
}
