import { useEffect, useState } from 'react'
import { useFormat } from '../i18n/format.ts'

/** The clock of the page, ticking every half a minute, so that "2 minutes ago" stays true. */
const useNow = (): number => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** How long ago it was; the exact time on hover. */
export const Moment = ({ at }: { readonly at: string }) => {
  const format = useFormat()
  const now = useNow()
  return (
    <time dateTime={at} title={format.exact(at)} className="popug-whole">
      {format.relative(at, Math.max(now, Date.now()))}
    </time>
  )
}

/** A business day as people write it. */
export const DayText = ({ day }: { readonly day: string }) => (
  <time dateTime={day} title={day} className="popug-whole">
    {useFormat().day(day)}
  </time>
)
