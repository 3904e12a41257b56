import { Gallery, Page, useText } from '@popug/ui-kit'
import { SystemSections } from './system-sections.tsx'

/** For admins: what Popug looks like, part by part. */
const GalleryPage = () => {
  const text = useText()
  return (
    <Page title={text('section.gallery')}>
      <SystemSections />
      <Gallery />
    </Page>
  )
}

export default GalleryPage
