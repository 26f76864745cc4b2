/**
 * The comparison as one file of HTML that needs nothing else. `script` and `style` are `compare.js` and
 * `compare.css` of the built page.
 *
 * @example
 * await writeFile('compare.html', compareFile({ script, style }))
 */
export function compareFile(parts: { readonly script: string; readonly style: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>Parley: one text in every dialect</title>
<style>${parts.style.replaceAll('</', '<\\/')}</style>
</head>
<body>
<noscript>This page compares texts as they are typed, and needs a browser that runs scripts.</noscript>
<script type="module">${inScript(parts.script)}</script>
</body>
</html>
`
}

/** A script ends at the letters of its end tag, wherever they are. */
function inScript(script: string): string {
  return script.replaceAll(/<(?=\/script|!--)/gi, '\\x3C')
}
