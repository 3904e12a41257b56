import { InputWrapper, Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { DayFieldProps } from './day-picker.tsx'

const DayPicker = lazy(() => import('./day-picker.tsx'))

/** A field for a business day, with a calendar in the person's language, which is fetched when it is first shown. */
export const DayField = (props: DayFieldProps) => {
  const { label, required = false, size = 'sm', w } = props
  return (
    <Suspense
      fallback={
        <InputWrapper label={label} required={required} size={size} w={w}>
          <Skeleton h={size === 'xs' ? 30 : 36} miw={120} />
        </InputWrapper>
      }
    >
      <DayPicker {...props} />
    </Suspense>
  )
}
