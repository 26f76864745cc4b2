/**
 * The page of a gateway and the server behind it: what goes over every wire for an operator, and a way
 * to join from a browser.
 *
 * @example
 * const settings = { host: '127.0.0.1', port: 8400, page: pageFolder, version: '1' }
 * const web = await WebServer.open(gateway, settings)
 * console.log(web.url)
 * await web.close()
 */
export { webBounds } from './bounds.ts'
export type { CheckRequest, RunChecks } from './check-socket.ts'
export { obstacleInWords } from './compare/cannot-say.ts'
export { type Comparison, comparisonOf } from './compare/comparison.ts'
export { designOf } from './compare/designs.ts'
export { compareFile } from './compare/file.ts'
export { pageFolder } from './page-folder.ts'
export type * from './protocol.ts'
export type { WatchedGateway } from './watched-gateway.ts'
export { WebServer, type WebSettings } from './web-server.ts'
export type { Redaction } from './wire.ts'
