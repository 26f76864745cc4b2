/** The page of a gateway and the server behind it. */
export { pageFolder } from './page-folder.ts'
export type * from './protocol.ts'
