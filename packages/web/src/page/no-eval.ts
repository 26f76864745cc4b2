/** Has zod not try to compile code from text, which the page's policy forbids. Imported before zod is. */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
