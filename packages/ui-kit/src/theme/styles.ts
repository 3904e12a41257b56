import '@fontsource-variable/onest/index.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './base.css'
