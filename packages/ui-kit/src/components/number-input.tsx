import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useEffect, useRef } from 'react'

/** The field itself, in a file of its own: few pages ask for a number, and only in dialogs. */
const LazyNumberInput = (props: NumberInputProps & { readonly 'data-autofocus'?: boolean }) => {
  const field = useRef<HTMLInputElement>(null)
  const first = props['data-autofocus'] === true
  // A dialog looks for its first field as it opens, which may be before this one has come. Not at once: a dialog must
  // first remember who had the focus, to give it back.
  useEffect(() => {
    if (!first) return
    const timer = setTimeout(() => field.current?.focus(), 0)
    return () => clearTimeout(timer)
  }, [first])
  return <NumberInput ref={field} {...props} />
}
export default LazyNumberInput
