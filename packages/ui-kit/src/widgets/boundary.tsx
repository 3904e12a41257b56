import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  /** What stands in the place of what threw. */
  readonly fallback: ReactNode
  readonly children: ReactNode
}

/** Keeps what a widget throws while it is drawn inside its own place. */
export class Boundary extends Component<BoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    return this.state.broken ? this.props.fallback : this.props.children
  }
}
