import { posix } from 'node:path'
import type { Around, Recipe, SourceFile } from './language.ts'
import { homeOf, nearest, pathFrom } from './paths.ts'
import type { PortPatterns } from './port-patterns.ts'

/** What is built, where the program is started. */
export const PROGRAM = './parley-program'

/** Where C and C++ read a port from. */
export const nativePorts: PortPatterns = {
  numberArgument: /(?:atoi|atol|strtou?l|sto(?:i|u?l))\s*\(\s*argv\s*\[\s*(\d)\s*\]/g,
  firstArgument: 1,
  anyArgument: /\bargv\s*\[/,
  namedOption: /getopt(?:_long)?\([^"]{0,200}"[^"]{0,100}(p):/,
  variable: /getenv\(\s*"(\w*PORT\w*)"/,
  fixed: [
    /htons\(\s*(\d{2,5})\s*\)/,
    /#\s*define\s+\w*PORT\w*\s+\(?"?(\d{2,5})\b/,
    /\b\w*port\w*\s*(?:=|\{)\s*(\d{2,5})\s*[;},]/i,
    /\b\w*PORT\w*\s*(?:\[\]|=|\s)*"(\d{2,5})"/i,
  ],
}

export const nativeListens = /\blisten\s*\(|\bacceptor\b/
export const nativeConnects = /\bconnect\s*\(/

export function isNativeMain(text: string): boolean {
  return /\bmain\s*\(/.test(text)
}

export function isNativeProject(path: string): boolean {
  return /^(?:GNUmakefile|[Mm]akefile|CMakeLists\.txt)$/.test(posix.basename(path))
}

/** By the submission's own CMake or make file where it says what becomes of the main file; else directly. */
export function nativeRecipe(
  compiler: readonly string[],
  main: SourceFile,
  around: Around,
): Recipe {
  const { projects } = around
  const isCmake = (one: SourceFile) => one.path.endsWith('CMakeLists.txt')
  const cmake = nearest(main.path, projects.filter(isCmake))
  const make = nearest(
    main.path,
    projects.filter((one) => !isCmake(one)),
  )
  return (
    (make === undefined ? undefined : madeBy(make, main)) ??
    (cmake === undefined ? undefined : cmakeOf(cmake, main)) ??
    compiled(compiler, main, around)
  )
}

function madeBy(make: SourceFile, main: SourceFile): Recipe | undefined {
  const cwd = posix.dirname(make.path)
  const target = targetOf(make.text, pathFrom(cwd, main.path))
  if (target === undefined) return undefined
  // Compiled files that were handed in may be of another machine.
  const build = ['make', '-B', target]
  return { cwd, build, command: [`./${target}`], reason: `${make.path} makes ${target} of it` }
}

/** The longest value of a make file that is read, in characters. */
const LONGEST = 2000

/** The target of a make file that is a program of a source file; undefined where none is seen to be. */
function targetOf(text: string, main: string): string | undefined {
  const values = new Map<string, string>()
  const joined = text.replace(/\\\r?\n/g, ' ')
  for (const [, name = '', value = ''] of joined.matchAll(/^(\w+)[ \t]*[:?]?=(.*)$/gm)) {
    values.set(name, value.trim().slice(0, LONGEST))
  }
  const filled = (words: string) => {
    let now = words.slice(0, LONGEST)
    for (let depth = 0; depth < 4; depth += 1) {
      now = now.replace(/\$[({](\w+)(?::\.(\w+)=\.(\w+))?[)}]/g, (_all, name: string, from, to) => {
        const value = values.get(name) ?? ''
        return from === undefined ? value : value.replaceAll(`.${from}`, `.${to}`)
      })
      now = now.slice(0, LONGEST)
    }
    return now
  }
  const stem = main.replace(/\.\w+$/, '')
  const names = [main, `${stem}.o`, posix.basename(main), `${posix.basename(stem)}.o`]
  for (const [, left = '', right = ''] of joined.matchAll(/^([^\s#:=][^:=\n]*):(?!=)([^\n]*)$/gm)) {
    const [target = '', ...others] = filled(left).trim().split(/\s+/)
    const isProgram = others.length === 0 && /^[\w./-]+$/.test(target) && !/\.\w+$/.test(target)
    const needs = filled(right).trim().split(/\s+/)
    if (isProgram && needs.some((one) => names.includes(one))) return target
  }
  return undefined
}

function cmakeOf(cmake: SourceFile, main: SourceFile): Recipe | undefined {
  const cwd = posix.dirname(cmake.path)
  const { text } = cmake
  const [, project = ''] = /\bproject\s*\(\s*(\w+)/i.exec(text) ?? []
  const isElsewhere = /RUNTIME_OUTPUT_DIRECTORY|EXECUTABLE_OUTPUT_PATH/i.test(text)
  const name = pathFrom(cwd, main.path)
  const all = [...text.matchAll(/\badd_executable\s*\(\s*(\S{1,200})\s([^)]{0,4000})\)/gi)]
  const found = all.find(([, , sources = '']) => sources.split(/\s+/).includes(name))
  if (found === undefined || isElsewhere) return undefined
  const program = (found[1] ?? '').replace(/\$\{(?:CMAKE_)?PROJECT_NAME\}/, project)
  const fetched = /\b(FetchContent_\w+|ExternalProject_Add)\b/.exec(text)
  return {
    cwd,
    build: ['sh', '-c', 'cmake -S . -B parley-build && cmake --build parley-build'],
    command: [`./parley-build/${program}`],
    reason: `${cmake.path} builds ${program} of it`,
    doubt: fetched === null ? undefined : `${cmake.path} fetches from the network (${fetched[1]})`,
  }
}

function compiled(compiler: readonly string[], main: SourceFile, { parts, files }: Around): Recipe {
  const cwd = homeOf(main.path)
  const headers = files.filter((path) => /\.(?:h|hpp|hh)$/.test(path))
  const folders = [...new Set(headers.map((path) => pathFrom(cwd, posix.dirname(path))))]
  const includes = folders.filter((folder) => folder !== '.').map((folder) => `-I${folder}`)
  const sources = parts.map(({ path }) => pathFrom(cwd, path))
  return {
    cwd,
    build: [...compiler, '-O1', '-w', '-pthread', ...includes, '-o', PROGRAM, ...sources, '-lm'],
    command: [PROGRAM],
  }
}
