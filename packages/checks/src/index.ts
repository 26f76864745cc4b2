/**
 * What the checks of all dialects share: the connections of a check, which say goodbye at its end, and
 * checks that are written as rows of steps.
 */

export { serveOthers } from './blocked-reader.ts'
export { type ClientStep, clientChecks } from './client-checks.ts'
export { type ServerStep, serverChecks } from './server-checks.ts'
export { NONE, type Table } from './table.ts'
export { type Account, type Connection, TestClient, TestClients } from './test-client.ts'
export { TestServer } from './test-server.ts'
