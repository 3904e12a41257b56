/**
 * Ends with 0 when every service of this container is ready. A program of its own that loads nothing: it is started every
 * few seconds, also when the machine is busy.
 */
const { SERVICE = '', PORT = '3000' } = process.env

/** Milliseconds that a healthy service may take to say so. */
const patience = 4_000

for (const name of SERVICE.split(',')) {
  const url = `http://127.0.0.1:${PORT}/${name}/readyz`
  const said = await fetch(url, { signal: AbortSignal.timeout(patience) }).then(
    async (answer) => (answer.ok ? null : await answer.text()),
    (error: Error) => error.message,
  )
  if (said !== null) {
    console.error(`${name}: ${said}`)
    process.exitCode = 1
  }
}

export {}
