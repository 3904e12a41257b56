import { lazy, Suspense } from 'react'
import { Loading } from '../states/loading.tsx'

// As much again as all other pages' parts together: nobody fetches it but who opens it.
const AllParts = lazy(() => import('./all-parts.tsx'))

/** Every part of the kit in every state, to be looked at before and after it is changed. */
export const Gallery = () => (
  <Suspense fallback={<Loading />}>
    <AllParts />
  </Suspense>
)
