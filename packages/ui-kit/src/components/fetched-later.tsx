import { type FunctionComponent, useCallback, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../client/problem.ts'
import { Loading } from '../states/loading.tsx'
import { Problem } from '../states/problem.tsx'

interface FetchedLater<P> {
  /** Shows it as soon as it is there, and gives the focus to its `data-autofocus`. */
  readonly Part: FunctionComponent<P>
  /** Fetches it before it is shown: when somebody points at the button that leads to it. */
  readonly comes: () => void
}

/** What a dialog holds, fetched when it is about to be opened rather than with the page: a skeleton until then, and a way to try again. */
export const fetchedLater = <P extends object>(
  load: () => Promise<{ readonly default: FunctionComponent<P> }>,
): FetchedLater<P> => {
  let fetched: FunctionComponent<P> | undefined
  let onItsWay: Promise<void> | undefined
  const fetchIt = (): Promise<void> => {
    onItsWay ??= load().then(
      (module) => {
        fetched = module.default
      },
      (error: unknown) => {
        onItsWay = undefined
        throw error
      },
    )
    return onItsWay
  }

  const Shown = ({ isLate, props }: { readonly isLate: boolean; readonly props: P }) => {
    const root = useRef<HTMLDivElement>(null)
    // The dialog gave the focus away when it opened, and this was not there yet. Where it was, the dialog does it, once it
    // has noted whom to give the focus back to.
    useEffect(() => {
      if (isLate) root.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    }, [isLate])
    const Fetched = fetched
    return <div ref={root}>{Fetched && <Fetched {...props} />}</div>
  }

  const Part = (props: P) => {
    const [isLate] = useState(!fetched)
    const [state, setState] = useState<'waiting' | 'here' | 'failed'>(isLate ? 'waiting' : 'here')
    const ask = useCallback(() => {
      // It may have come between the first drawing and now.
      if (fetched) return setState('here')
      setState('waiting')
      fetchIt().then(
        () => setState('here'),
        () => setState('failed'),
      )
    }, [])
    useEffect(ask, [ask])
    if (state === 'failed') return <Problem error={new ApiProblem({ code: 'unavailable', status: 0 })} onRetry={ask} />
    return state === 'here' ? <Shown isLate={isLate} props={props} /> : <Loading shape="text" />
  }
  return { Part, comes: () => void fetchIt().catch(() => {}) }
}
