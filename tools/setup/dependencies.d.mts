export function dependenciesStand(root: string): Promise<boolean>
export function ensureDependencies(
  root: string,
  options?: {
    install?: (root: string, signal?: AbortSignal) => Promise<void>
    say?: (line: string) => void
    signal?: AbortSignal | undefined
  },
): Promise<boolean>
