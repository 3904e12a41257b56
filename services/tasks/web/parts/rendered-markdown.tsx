import { Anchor } from '@mantine/core'
import { useText } from '@popug/ui-kit'
import type { ReactNode } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import classes from './rendered-markdown.module.css'

/** Links lead to the web and to mail alone: no scripts, no data, nothing of this place itself. */
const safeAddress = (address: string): string => (/^(?:https?:\/\/|mailto:)/i.test(address) ? address : '')

interface LinkProps {
  readonly href?: string | undefined
  readonly children: ReactNode
}

const SafeLink = ({ href, children }: LinkProps) =>
  href ? (
    <Anchor href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </Anchor>
  ) : (
    <span>{children}</span>
  )

const Tick = ({ checked }: { readonly checked: boolean }) => {
  const text = useText()
  return (
    <span role="img" aria-label={text(checked ? 'markdown.done' : 'markdown.open')} className={classes.tick}>
      {checked ? '☑' : '☐'}
    </span>
  )
}

const components: Components = {
  // Below the title of the task, which is a heading of the second level.
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h4>{children}</h4>,
  h5: ({ children }) => <h4>{children}</h4>,
  h6: ({ children }) => <h4>{children}</h4>,
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  // Pictures from elsewhere would tell others who reads this; a link says where they are.
  img: ({ src, alt }) => <SafeLink href={typeof src === 'string' ? src : undefined}>{alt || src}</SafeLink>,
  input: ({ checked }) => <Tick checked={checked === true} />,
}

interface RenderedMarkdownProps {
  readonly children: string
}

/** Markdown as GitHub writes it. HTML in it stays text, pictures become links, a line break is one. */
const RenderedMarkdown = ({ children }: RenderedMarkdownProps) => {
  const text = useText()
  return (
    <div className={classes.markdown}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        remarkRehypeOptions={{ footnoteLabel: text('markdown.notes') }}
        urlTransform={safeAddress}
        components={components}
      >
        {children}
      </ReactMarkdown>
    </div>
  )
}

export default RenderedMarkdown
