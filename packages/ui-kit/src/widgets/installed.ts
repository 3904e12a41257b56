import type { Role } from '@popug/contracts/roles.ts'
import type { WidgetEntry, WidgetManifest } from '@popug/contracts/widgets.ts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { readManifest, readRegistry } from './answers.ts'

/** What was found stays for as long as the page is open. */
const kept = { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false } as const

const remembered = (service: string): string => `popug.slots.${service}`

/** The slots that a service answered when it last told; undefined where it never has: it might have anything. */
const slotsOnce = (service: string): string[] | undefined => localStorage.getItem(remembered(service))?.split(' ')

/** Where a service falls silent, only the slots that it used to answer say so. */
const readAndRemember = async (service: string): Promise<WidgetManifest> => {
  const manifest = await readManifest(service)
  localStorage.setItem(remembered(service), manifest.widgets.map(({ slot }) => slot).join(' '))
  return manifest
}

/** One answer to a slot: who gives it, and where its module stands. */
export interface Answer extends WidgetEntry {
  readonly service: string
}

interface Installed {
  /** Those whose manifest names the slot, for people of this role; lowest order first. */
  readonly answers: readonly Answer[]
  /** Asks those again who did not tell what they have; undefined where all told. */
  readonly retry: (() => void) | undefined
}

/** Who answers a slot, as the installed services tell it themselves. */
export const useInstalled = (slot: string, role: Role): Installed => {
  const registry = useQuery({ queryKey: ['widgets', 'registry'], queryFn: readRegistry, ...kept })
  const manifests = useQueries({
    queries: (registry.data ?? []).map((service) => ({
      queryKey: ['widgets', 'manifest', service],
      queryFn: () => readAndRemember(service),
      ...kept,
    })),
  })
  const mightAnswer = (query: (typeof manifests)[number], index: number): boolean =>
    query.isError && !query.isFetching && slotsOnce(registry.data?.[index] ?? '')?.includes(slot) !== false
  const silent = [...(registry.isError && !registry.isFetching ? [registry] : []), ...manifests.filter(mightAnswer)]
  return {
    answers: manifests
      .flatMap(({ data }) => (data ? data.widgets.map((entry) => ({ ...entry, service: data.service })) : []))
      .filter((answer) => answer.slot === slot && answer.roles.includes(role))
      .sort((one, other) => one.order - other.order || one.service.localeCompare(other.service)),
    retry: silent.length === 0 ? undefined : () => silent.forEach((query) => void query.refetch()),
  }
}
