/** The programs with which one can join from a command line. */
export type Tool = 'telnet' | 'nc' | 'python' | 'chat'

/** A listener as others reach it. */
export interface Reached {
  /** The name of its dialect. */
  readonly name: string
  readonly host: string
  readonly port: number
}

/**
 * What is typed to join with a program, several lines for a program of one's own. `login`: what a client
 * writes to log in, one piece a frame. Undefined where the protocol has bytes that no keyboard types.
 */
export function joinCommand(
  tool: Tool,
  { name, host, port }: Reached,
  login: readonly Uint8Array[],
): string | undefined {
  switch (tool) {
    case 'telnet':
    case 'nc':
      return login.every(isTypeable) ? `${tool} ${host} ${port}` : undefined
    case 'python':
      return [
        'import socket',
        `server = socket.create_connection(('${host}', ${port}))`,
        ...login.slice(0, 1).map((frame) => `server.sendall(${pythonBytes(frame)})`),
        "received = b''  # a read is not a message: collect, then cut",
        'received += server.recv(4096)',
        'print(received)',
      ].join('\n')
    case 'chat':
      return `npx parley chat ${name} ${host}:${port}`
  }
}

/** Whether a keyboard has all of it: ASCII that can be seen, and line ends. */
function isTypeable(bytes: Uint8Array): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d)
}

/** Bytes as Python writes them. */
function pythonBytes(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => {
    const isPlain = byte >= 0x20 && byte < 0x7f
    const plain = isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
    return named.get(byte) ?? plain
  })
  return `b'${text.join('')}'`
}

const named: ReadonlyMap<number, string> = new Map([
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x27, "\\'"],
  [0x5c, '\\\\'],
])
