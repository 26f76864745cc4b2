import { posix } from 'node:path'
import type { Language, SourceFile } from './language.ts'
import { homeOf, listed, nearest, pathFrom } from './paths.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  numberArgument: /Integer\.(?:parseInt|valueOf)\(\s*\w+\[(\d)\]/g,
  firstArgument: 0,
  anyArgument: /\bargs\s*\[|\bargs\.length\b/,
  variable: /System\.getenv\(\s*"(\w*PORT\w*)"/,
  fixed: [
    /new\s+ServerSocket\(\s*(\d{2,5})\b/,
    /new\s+(?:InetSocketAddress|Socket)\(\s*(?:[^,()]*,\s*)?(\d{2,5})\s*[,)]/,
    /\bint\s+\w*port\w*\s*=\s*(\d{2,5})\b/i,
  ],
}

/** Where the compiled classes go, where the program is started. */
const CLASSES = 'parley-classes'

/** The folder in which the packages of a file begin. */
function sourceRoot({ path, text }: SourceFile): string {
  const folder = posix.dirname(path)
  const [, inside = ''] = /^[ \t]*package[ \t]+([\w.]+)\s*;/m.exec(text) ?? []
  const end = inside.replaceAll('.', '/')
  if (end === '') return folder
  if (folder === end) return '.'
  return folder.endsWith(`/${end}`) ? folder.slice(0, -end.length - 1) : folder
}

/** The folder of the project: the one with its Maven or Gradle file, or above its sources. */
function projectFolder(main: SourceFile, project: SourceFile | undefined): string {
  if (project !== undefined) return posix.dirname(project.path)
  const root = sourceRoot(main)
  if (root === 'src/main/java') return '.'
  return root.endsWith('/src/main/java') ? root.slice(0, -14) : homeOf(`${root}/Main.java`)
}

/** The libraries that a project needs, apart from those of its tests. */
function librariesOf({ path, text }: SourceFile): readonly string[] {
  if (!path.endsWith('pom.xml')) {
    const lines = /^[ \t]*(?:implementation|api|compile|runtimeOnly)\b[ (]*['"]([^'"]+)['"]/gm
    return [...text.matchAll(lines)].map(([, name = '']) => name)
  }
  const plain = text.replace(
    /<!--[\s\S]*?(?:-->|$)|<(build|dependencyManagement)>[\s\S]*?(?:<\/\1>|$)/g,
    '',
  )
  const all = plain.split('<dependency>').slice(1)
  return all.flatMap((rest) => {
    const [one = ''] = rest.split('</dependency>', 1)
    return /<scope>\s*test\s*</.test(one)
      ? []
      : (/<artifactId>\s*([^<\s]+)\s*</.exec(one)?.[1] ?? [])
  })
}

const declares =
  /^[ \t]*(?:(?:public|abstract|final|sealed|static)\s+)*(?:class|interface|enum|record)\s+(\w+)/gm

/** The names of the types that a file declares. */
export function javaTypes(text: string): readonly string[] {
  return [...text.matchAll(declares)].map(([, name = '']) => name)
}

export const java: Language = {
  name: 'java',
  isSource: (path) => path.endsWith('.java') && !/(?:^|\/)src\/test\//.test(path),
  isMain: (text) => /\bstatic\s+void\s+main\s*\(|\bvoid\s+main\s*\(\s*String/.test(text),
  listens: /\bServerSocket(?:Channel)?\b/,
  connects: /new\s+Socket\(|SocketChannel\.open/,
  declares,
  isProject: (path) => /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/.test(posix.basename(path)),
  portWay: (file) => portWayBy(ports, file),
  recipe: (main, { parts, projects, files }) => {
    const project = nearest(main.path, projects)
    const cwd = projectFolder(main, project)
    const jars = files.filter((path) => path.endsWith('.jar') && !/wrapper/.test(path))
    const resources = pathFrom(cwd, sourceRoot(main).replace(/java$/, 'resources'))
    const libraries = project === undefined ? [] : librariesOf(project)
    const path = [
      CLASSES,
      ...(libraries.length > 0 || project !== undefined ? [resources] : []),
      ...jars.map((jar) => pathFrom(cwd, jar)),
    ].join(':')
    const withJars = jars.length === 0 ? [] : ['-cp', path]
    const sources = parts.map((part) => pathFrom(cwd, part.path))
    const [, name = ''] = /([^/]+)\.java$/.exec(main.path) ?? []
    const [, inside] = /^[ \t]*package[ \t]+([\w.]+)\s*;/m.exec(main.text) ?? []
    const isMissing = libraries.length > 0 && jars.length === 0
    return {
      cwd,
      build: ['javac', '-encoding', 'UTF-8', '-nowarn', '-d', CLASSES, ...withJars, ...sources],
      command: ['java', '-cp', path, inside === undefined ? name : `${inside}.${name}`],
      ...(isMissing
        ? { doubt: `${project?.path} would fetch ${listed(libraries)} from the network` }
        : {}),
    }
  },
}
