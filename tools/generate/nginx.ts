import { securityHeaders } from '@popug/service-kit'
import { nginxConfiguration } from '../../apps/composed/nginx/configuration.ts'

/** `deploy/nginx/nginx.conf`: the web server before the containers, which finds them by their names. */
export const nginxInDocker = async (): Promise<string> => {
  const configuration = nginxConfiguration({
    listen: '8080',
    pages: '/srv/popug',
    pageScripts: '/etc/nginx/page-scripts.conf',
    scratch: '/tmp',
    accessLog: '/dev/stdout requests',
    instances: (service) => [`${service}:3000`],
    // Docker's own. Names are asked for again, so that instances may come and go.
    resolver: '127.0.0.11 valid=5s ipv6=off',
    security: await securityHeaders(),
  })
  return `# Made by \`npm run generate\` from the services and their routes; a check compares it.\n${configuration}`
}
