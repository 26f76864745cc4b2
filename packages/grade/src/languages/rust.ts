import { posix } from 'node:path'
import type { Language } from './language.ts'
import { PROGRAM } from './native.ts'
import { homeOf, listed, nearest, pathFrom } from './paths.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  numberArgument: /\bargs\[(\d)\][^;\n]{0,200}\.parse/g,
  firstArgument: 1,
  anyArgument: /\benv::args\b/,
  variable: /env::var\(\s*"(\w*PORT\w*)"/,
  fixed: [
    /(?:bind|connect)\(\s*&?"[^"]*:(\d{2,5})"/,
    /(?:bind|connect)\(\s*\(\s*[^,()]*,\s*(\d{2,5})\s*\)/,
    /\b\w*port\w*\s*(?::\s*\w+)?\s*=\s*"?(\d{2,5})\b/i,
    /"(?:127\.0\.0\.1|0\.0\.0\.0|localhost):(\d{2,5})"/,
  ],
}

/** Where cargo puts what it builds, whatever the project says. */
const TARGET = 'parley-target'

/** Crates that would have to be fetched. */
function crates(text: string): readonly string[] {
  const [, section = ''] = /^\[dependencies\]([\s\S]*?)(?=^\[|$(?![\s\S]))/m.exec(text) ?? []
  const lines = section.split('\n').filter((line) => !/\bpath\s*=/.test(line))
  const tables = [...text.matchAll(/^\[dependencies\.([\w-]+)\]/gm)].map(([, name = '']) => name)
  return [...lines.flatMap((line) => /^\s*([\w-]+)\s*=/.exec(line)?.[1] ?? []), ...tables]
}

/** The program that cargo makes of a file. */
function binaryOf(text: string, file: string): string {
  const bins = text.split(/^\[\[bin\]\]/m).slice(1)
  const own = bins.find((bin) => bin.includes(`"${file}"`))
  const named = (part: string) => /^\s*name\s*=\s*"([^"]+)"/m.exec(part)?.[1]
  const [, single] = /^src\/bin\/([^/]+?)(?:\/main)?\.rs$/.exec(file) ?? []
  return (own === undefined ? undefined : named(own)) ?? single ?? named(text) ?? 'main'
}

export const rust: Language = {
  name: 'rust',
  isSource: (path) => path.endsWith('.rs'),
  isMain: (text) => /^[ \t]*(?:pub\s+)?(?:async\s+)?fn main\(/m.test(text),
  listens: /\bTcpListener\b/,
  connects: /\bTcpStream::connect\b/,
  imports: /^[ \t]*(?:pub[ \t]+)?mod[ \t]+(\w+)[ \t]*;/gm,
  isProject: (path) => posix.basename(path) === 'Cargo.toml',
  portWay: (file) => portWayBy(ports, file),
  recipe: (main, { projects, files }) => {
    const project = nearest(
      main.path,
      projects.filter(({ text }) => text.includes('[package]')),
    )
    if (project === undefined) {
      const cwd = homeOf(main.path)
      const build = ['rustc', '-O', '--edition', '2021', '-o', PROGRAM, pathFrom(cwd, main.path)]
      return { cwd, build, command: [PROGRAM] }
    }
    const cwd = posix.dirname(project.path)
    const program = binaryOf(project.text, pathFrom(cwd, main.path))
    const missing = crates(project.text)
    const hasVendor = files.some((path) => path.startsWith(posix.join(cwd, 'vendor/')))
    return {
      cwd,
      build: ['cargo', 'build', '--release', '--offline', '--target-dir', TARGET],
      command: [`./${TARGET}/release/${program}`],
      reason: `${project.path} builds ${program} of it`,
      ...(missing.length === 0 || hasVendor
        ? {}
        : { doubt: `${project.path} would fetch ${listed(missing)} from the network` }),
    }
  },
}
