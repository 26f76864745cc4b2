/** Where the built page is; the bundle has a copy of its own beside it. */
export const pageFolder = new URL('../dist/page/', import.meta.url)
