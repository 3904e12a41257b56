const needed = [20, 19]

/** Answers what to tell a person whose Node is too old, or null when it is new enough. */
export const nodeComplaint = (version = process.versions.node) => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const old = major < needed[0] || (major === needed[0] && minor < needed[1])
  return old ? `Popug needs Node ${needed.join('.')} or newer; this is Node ${version}.` : null
}
