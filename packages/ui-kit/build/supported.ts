/** The browsers that Popug is made for. */
export const supported = ['chrome123', 'firefox128', 'safari17.5']
