import { InputWrapper, type NumberInputProps, Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'

const NumberInput = lazy(() => import('./number-input.tsx'))

/** A field for a number or an amount, which is fetched when it is first shown. */
export const NumberField = (props: NumberInputProps & { readonly 'data-autofocus'?: boolean }) => (
  <Suspense
    fallback={
      <InputWrapper label={props.label} required={props.required ?? false}>
        <Skeleton h={36} />
      </InputWrapper>
    }
  >
    <NumberInput {...props} />
  </Suspense>
)
