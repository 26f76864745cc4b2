import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseCourse } from './course-file.ts'
import { findStart } from './find-start.ts'
import type { StartPlan } from './start-plan.ts'

type Files = Readonly<Record<string, string>>

/** How a server of these files is started. */
async function planOf(files: Files): Promise<StartPlan> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const { start: rules } = parseCourse({ assignment: { dialect: 'vu' } })
  return await findStart({ id: '7', folder }, { side: 'server', rules, usualPort: 5378 })
}

/** The words of its build and of its command, and where, as far as they are not in the root. */
async function linesOf(files: Files) {
  const plan = await planOf(files)
  if (plan.status === 'needs-staff') return plan.reasons
  const { build = [], command, cwd, env, port } = plan.start
  return [
    ...(cwd === '.' ? [] : [`cd ${cwd}`]),
    ...(build.length === 0 ? [] : [build.join(' ')]),
    command.join(' '),
    ...(port === undefined ? [] : [`port ${port}`]),
    ...(env.PORT === undefined ? [] : [`PORT=${env.PORT}`]),
  ]
}

const javaMain =
  'public static void main(String[] args) { new ServerSocket(Integer.parseInt(args[0])); }'
const cMain = 'int main(int c, char **argv) { p = atoi(argv[1]); listen(s, 5); }\n'
const goMain = 'package main\nfunc main() { net.Listen("tcp", ":"+os.Args[1]) }\n'
const rustMain = 'fn main() {\n    TcpListener::bind("0.0.0.0:7000");\n}\n'
const csMain =
  'class Program {\n  static void Main(string[] args) { new TcpListener(a, int.Parse(args[0])); }\n}\n'
const pyMain = 'port = int(sys.argv[1])\ns.bind(("", port)); s.listen()\n'

const javac = 'javac -encoding UTF-8 -nowarn -d parley-classes'
const cc = 'cc -O1 -w -pthread'

test.each<[string, Files, readonly string[]]>([
  [
    'Python in a package, started as a module',
    { 'lab/chat_server/__main__.py': pyMain, 'lab/chat_server/__init__.py': '' },
    ['cd lab', 'python3 -m chat_server {port}'],
  ],
  [
    'Python that imports from a folder above its own',
    {
      'src/server.py': `from src.users import User\n${pyMain}`,
      'src/users.py': 'class User: pass\n',
    },
    ['python3 -m src.server {port}'],
  ],
  [
    'Python with options for host and port',
    {
      'server.py':
        'p.add_argument("-a", "--address")\np.add_argument("-p", "--port", type=int)\ns.listen()\n',
    },
    ['python3 server.py --address {host} --port {port}'],
  ],
  [
    'Python whose first argument is another number than the port',
    { 'server.py': 'most = int(sys.argv[2])\nport = int(sys.argv[1])\ns.listen()\n' },
    ['python3 server.py {port}'],
  ],
  [
    'Python with its port in a file of settings',
    {
      'server.py': 's.listen(json.load(open("config.json")))\n',
      'config.json': '{"port": 6001}\n',
    },
    ['python3 server.py', 'port 6001'],
  ],
  [
    'Java in a package below src, without the broken client beside it',
    {
      'src/chat/Server.java': `package chat;\n/* no Client */ class Server { Users u; ${javaMain} }\n`,
      'src/chat/Users.java': 'package chat;\nclass Users {}\n',
      'src/chat/Client.java': 'package chat;\nclass Client { does not compile\n',
    },
    [
      `${javac} src/chat/Server.java src/chat/Users.java`,
      'java -cp parley-classes chat.Server {port}',
    ],
  ],
  [
    'Java as Maven lays it out, that needs no library but for tests',
    {
      'app/pom.xml':
        '<project><dependency><artifactId>junit</artifactId><scope>test</scope></dependency></project>',
      'app/src/main/java/Server.java': `class Server { ${javaMain} }`,
      'app/src/test/java/ServerTest.java': `class ServerTest { Server s; ${javaMain} }`,
    },
    [
      ...['cd app', `${javac} src/main/java/Server.java`],
      'java -cp parley-classes:src/main/resources Server {port}',
    ],
  ],
  [
    'C by its own make file',
    {
      'code/Makefile':
        'CC = gcc\nOBJS = server.o list.o\nall: server client\nserver: $(OBJS)\n\t$(CC)\n',
      'code/server.c': cMain,
    },
    ['cd code', 'make -B server', './server {port}'],
  ],
  [
    'C with the port in a header',
    {
      'server.c': '#include "net.h"\nint main() { listen(s, 5); }\n',
      'net.h': '#define PORT 4711\n',
    },
    [`${cc} -o ./parley-program server.c -lm`, './parley-program', 'port 4711'],
  ],
  [
    'C with an option of getopt',
    { 'server.c': 'int main(int c, char **v) { getopt(c, v, "hp:"); listen(s, 5); }\n' },
    [`${cc} -o ./parley-program server.c -lm`, './parley-program -p {port}'],
  ],
  [
    'C++ by CMake',
    {
      'CMakeLists.txt': 'project(chat)\nadd_executable($' + '{PROJECT_NAME} src/server.cpp)\n',
      'src/server.cpp': cMain,
    },
    [
      'sh -c cmake -S . -B parley-build && cmake --build parley-build',
      './parley-build/chat {port}',
    ],
  ],
  [
    'C++ alone',
    { 'src/server.cpp': cMain, 'include/users.hpp': '' },
    [
      'c++ -std=c++17 -O1 -w -pthread -Iinclude -o ./parley-program src/server.cpp -lm',
      './parley-program {port}',
    ],
  ],
  [
    'Node by its package.json',
    {
      'chat/package.json': '{"scripts": {"start": "node lib/run"}, "main": "client.js"}',
      'chat/lib/run.js': 'net.createServer(f).listen(process.env.PORT || 3000)\n',
      'chat/lib/other.js': 'net.createServer(f).listen(3000)\n',
    },
    ['cd chat', 'node lib/run.js', 'PORT={port}'],
  ],
  [
    'Go in a module',
    { 'go.mod': 'module chat\n', 'server.go': goMain, 'users.go': 'package main\n' },
    ['go build -o ./parley-program server.go users.go', './parley-program {port}'],
  ],
  [
    'Rust by cargo',
    { 'Cargo.toml': '[package]\nname = "chat"\n[dependencies]\n', 'src/main.rs': rustMain },
    [
      'cargo build --release --offline --target-dir parley-target',
      ...['./parley-target/release/chat', 'port 7000'],
    ],
  ],
  [
    'Rust alone',
    { 'server.rs': rustMain },
    ['rustc -O --edition 2021 -o ./parley-program server.rs', './parley-program', 'port 7000'],
  ],
  [
    'C#',
    { 'Chat/Chat.csproj': '<Project></Project>', 'Chat/Program.cs': csMain },
    [
      ...['cd Chat', 'dotnet build --nologo -o parley-out Chat.csproj'],
      'dotnet parley-out/Chat.dll {port}',
    ],
  ],
  [
    'Perl',
    { 'server.pl': 'IO::Socket::INET->new(LocalPort => $ARGV[0], Listen => 5);\n' },
    ['perl -I. server.pl {port}'],
  ],
  [
    'Ruby',
    { 'server.rb': 'server = TCPServer.new("0.0.0.0", 2000)\n' },
    ['ruby server.rb', 'port 2000'],
  ],
])('%s is started', async (_what, files, lines) => {
  expect(await linesOf(files)).toEqual(lines)
})

test.each<[string, Files, string]>([
  [
    'Maven with a library',
    {
      'pom.xml': '<project><dependency><artifactId>gson</artifactId></dependency></project>',
      'src/main/java/Server.java': `class Server { ${javaMain} }`,
    },
    'pom.xml would fetch gson from the network',
  ],
  [
    'Gradle with a library',
    {
      'build.gradle': "dependencies {\n  implementation 'com.google:guava:33'\n}\n",
      'src/main/java/Server.java': `class Server { ${javaMain} }`,
    },
    'build.gradle would fetch com.google:guava:33 from the network',
  ],
  [
    'Go with a module',
    { 'go.mod': 'module a\nrequire github.com/a/b v1\n', 'server.go': goMain },
    'go.mod would fetch github.com/a/b from the network',
  ],
  [
    'Rust with a crate',
    {
      'Cargo.toml': '[package]\nname = "a"\n[dependencies]\ntokio = "1"\n',
      'src/main.rs': rustMain,
    },
    'Cargo.toml would fetch tokio from the network',
  ],
  [
    'C# with a package',
    { 'a.csproj': '<PackageReference Include="Serilog" />', 'Program.cs': csMain },
    'a.csproj would fetch Serilog from the network',
  ],
  ['Python 2', { 'server.py': 'print "ready"\ns.listen()\n' }, 'server.py is written for Python 2'],
  [
    'an old solution beside a new one',
    { 'new/server.c': cMain, 'old/server.c': cMain },
    'several files may be the program: new/server.c, old/server.c',
  ],
  [
    'a client in the place of a server',
    { 'chat.py': 's.connect((host, port))\n' },
    'there is no server in it, but a client: chat.py',
  ],
  [
    'nothing but a test of a server',
    { 'test_chat.py': 's.listen()\n' },
    'there is nothing but test_chat.py, which may be a test',
  ],
])('%s is left to the staff', async (_what, files, reason) => {
  expect(await linesOf(files)).toEqual([reason])
})

test('of an old solution beside a new one only the chosen one is built', async () => {
  const { candidates } = await planOf({
    'new/server.c': cMain,
    'new/list.c': 'int add() {}\n',
    'old/server.c': cMain,
    'old/list.c': 'int add() {}\n',
  })
  const built = candidates.map(({ start }) => start.build?.slice(6, -1).join(' '))
  expect(built).toEqual(['list.c server.c', 'list.c server.c'])
  expect(candidates.map(({ start }) => start.cwd)).toEqual(['new', 'old'])
})
