/** An address with its port as people and URLs have it: `127.0.0.1:5378`, `[::1]:5378`. */
export function formatAddress(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
