type Files = Readonly<Record<string, string>>

/** Ways in which students lay out what they hand in; none changes what the program is. */
const layouts: readonly ((files: Files) => Files)[] = [
  (files) => files,
  (files) => below('Chat Server ü/src', files),
  (files) => ({ ...files, 'README.md': '# My server\n', 'report.pdf': '%PDF-1.4\n' }),
  (files) => ({ ...files, ...junk }),
  (files) => ({ ...below('final', files), '__MACOSX/._final': '' }),
  (files) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, ofWindows(path, text)])),
]

/** What tools leave behind, with programs in it that are nobody's. */
const junk: Files = {
  '.git/config': '[core]\n',
  '__pycache__/server.cpython-311.pyc': '',
  'venv/lib/server.py': 'import socket\nsocket.create_server(("", 1)).listen()\n',
  'node_modules/chat/server.js': "require('net').createServer().listen(1)\n",
  '.idea/workspace.xml': '<project></project>\n',
}

/** The files of a submission, laid out in another way for each index. */
export function misplaced(files: Files, index: number): Files {
  return layouts[index % layouts.length]?.(files) ?? files
}

function below(folder: string, files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
  )
}

/** Line ends of Windows, and the byte order mark where compilers and interpreters allow one. */
function ofWindows(path: string, text: string): string {
  const ended = text.replaceAll('\n', '\r\n')
  return /\.(?:sh|py)$/.test(path) ? `\uFEFF${ended}` : ended
}
