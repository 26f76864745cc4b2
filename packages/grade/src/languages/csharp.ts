import { posix } from 'node:path'
import type { Language } from './language.ts'
import { listed, nearest, pathFrom } from './paths.ts'
import { type PortPatterns, portWayBy } from './port-patterns.ts'

const ports: PortPatterns = {
  numberArgument: /(?:int|Int32|ushort)\.Parse\(\s*args\[(\d)\]|ToInt32\(\s*args\[(\d)\]/g,
  firstArgument: 0,
  anyArgument: /\bargs\s*\[|\bargs\.Length\b/,
  variable: /GetEnvironmentVariable\(\s*"(\w*PORT\w*)"/,
  fixed: [
    /new\s+(?:TcpListener|IPEndPoint|TcpClient)\([^;]{0,200}?,\s*(\d{2,5})\s*\)/,
    /\b\w*port\w*\s*=\s*(\d{2,5})\b/i,
  ],
}

/** Where the compiled program goes, where the project is. */
const OUT = 'parley-out'

export const csharp: Language = {
  name: 'csharp',
  isSource: (path) => path.endsWith('.cs') && !/(?:^|\/)(?:obj|bin)\//.test(path),
  isMain: (text) =>
    /\bstatic\s+(?:async\s+)?(?:void|int|Task(?:<int>)?)\s+Main\s*\(/.test(text) ||
    !/^[ \t]*(?:(?:public|internal|static|abstract|sealed|partial)\s+)*(?:namespace|class|interface|enum|struct|record)\b/m.test(
      text,
    ),
  listens: /\bTcpListener\b|\.Listen\(/,
  connects: /new\s+TcpClient\(\s*[^)\s]|\.Connect(?:Async)?\(/,
  declares: /\b(?:class|interface|enum|struct|record)\s+(\w+)/g,
  isProject: (path) => path.endsWith('.csproj'),
  portWay: (file) => portWayBy(ports, file),
  recipe: (main, { projects }) => {
    const project = nearest(main.path, projects)
    const cwd = posix.dirname(project?.path ?? main.path)
    const file = pathFrom(cwd, project?.path ?? main.path)
    const text = project?.text ?? ''
    const name = /<AssemblyName>([^<]+)</.exec(text)?.[1] ?? posix.basename(file, '.csproj')
    const packages = [...text.matchAll(/<PackageReference\s+Include="([^"]+)"/g)].map(
      ([, one = '']) => one,
    )
    const missing =
      project === undefined
        ? `there is no project file for ${main.path}`
        : packages.length === 0
          ? undefined
          : `${project.path} would fetch ${listed(packages)} from the network`
    return {
      cwd,
      build: ['dotnet', 'build', '--nologo', '-o', OUT, file],
      command: ['dotnet', `${OUT}/${name}.dll`],
      env: { DOTNET_CLI_TELEMETRY_OPTOUT: '1' },
      doubt: missing,
    }
  },
}
