import { lostPath } from '@popug/contracts/lost.ts'
import { speculationHeader, speculationPath, speculationRules, speculationType } from '@popug/contracts/speculation.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { registryOf } from '@popug/contracts/widgets.ts'
import { allowScripts } from '@popug/service-kit'
import { builtFiles, packedFiles } from './built-files.ts'
import { problems } from './problems.ts'
import { serviceLocations } from './service-locations.ts'
import { trustedProxies } from './trusted-proxies.ts'

/** What the web server in front of the services is told. */
export interface WebServer {
  readonly listen: string
  /** A folder with the built frontends, each in a folder named after its service, and what they share in `shared`. */
  readonly pages: string
  /** A file that the build makes, of `map` lines: by `default` the digests of the scripts that stand in its pages. */
  readonly pageScripts: string
  /** A folder it may write to: its process's number, whom it trusts, and bodies that do not fit its memory. */
  readonly scratch: string
  readonly accessLog: string
  /** The addresses of a service's instances. */
  readonly instances: (service: ServiceName) => readonly string[]
  /** Who is asked again and again for the addresses behind names; without, addresses stay as they are. */
  readonly resolver?: string
  /** What every page tells the browser about what it may do. */
  readonly security: Readonly<Record<string, string>>
}

/** One that does not answer is left alone for so long; nginx’s own 10 s would keep people out of a service that is back. */
const leftAloneFor = '1s'

const upstream = (service: ServiceName, { instances, resolver }: WebServer): string => `
  upstream ${service} {
    zone ${service} 64k;
${instances(service)
  .map((at) => `    server ${at}${resolver ? ' resolve' : ''} fail_timeout=${leftAloneFor};`)
  .join('\n')}
    keepalive 32;
  }`

const compressed = [
  'application/javascript',
  'application/json',
  'application/problem+json',
  'image/svg+xml',
  'text/css',
  'text/csv',
  'text/javascript',
]

const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`

const headers = (all: Readonly<Record<string, string>>): string =>
  Object.entries(all)
    .map(([name, value]) => `      add_header ${name} ${quoted(value)} always;`)
    .join('\n')

/** The whole configuration of nginx, from the services and their routes. */
export const nginxConfiguration = (server: WebServer): string => {
  const { listen, pages, pageScripts, scratch, accessLog, resolver, security } = server
  const policy = allowScripts(security['content-security-policy'] ?? '', ['$page_scripts'])
  const named = { ...security, 'x-correlation-id': '$correlation' }
  return `worker_processes auto;
pid ${scratch}/nginx.pid;
error_log stderr warn;

events {
  worker_connections 1024;
}

http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  server_tokens off;
  sendfile on;
  tcp_nopush on;

  log_format requests escape=json '{"time":"$time_iso8601","request":"$request_method $uri","status":$status,'
    '"bytes":$body_bytes_sent,"seconds":$request_time,"upstream":"$upstream_addr","correlationId":"$correlation"}';
  access_log ${accessLog};

  client_body_temp_path ${scratch}/bodies;
  proxy_temp_path ${scratch}/answers;
  fastcgi_temp_path ${scratch}/fastcgi;
  uwsgi_temp_path ${scratch}/uwsgi;
  scgi_temp_path ${scratch}/scgi;

  gzip on;
  gzip_proxied any;
  gzip_vary on;
  gzip_min_length 1024;
  gzip_types ${compressed.join(' ')};
${resolver ? `\n  resolver ${resolver};\n` : ''}${serviceNames.map((service) => upstream(service, server)).join('')}
${trustedProxies(scratch)}
  # A request keeps the name that it came with, where that is one; everything that is logged about it bears it.
  map $http_x_correlation_id $correlation {
    default $request_id;
    "~^[\\w.:-]{8,100}$" $http_x_correlation_id;
  }

  # Every path of a frontend that is no file is a page of it.
  map $uri $page {
    default /none;
    "~\\.\\w+$" /none;
    "~^/(?<frontend>${serviceNames.join('|')})(?:/|$)" /$frontend/index.html;
  }

  # A person who asks for what is nowhere below the services is led to a page that says so; a program is told in its own form.
  map "$request_method $http_accept" $reader {
    default program;
    "~*^GET .*\\btext/html\\b" person;
  }
  map "$reader $uri" $lost {
    default "";
    "~^person /(?:shared|${serviceNames.join('|')})(?:/|$)" "";
    "~^person " ${lostPath};
  }

  # The import map stands in every page, and is let run by its digest alone.
  map $host $page_scripts {
    include ${pageScripts};
  }
${packedFiles}
  server {
    listen ${listen} default_server;
    server_name _;
    root ${pages};
    absolute_redirect off;

    client_max_body_size 64k;
    client_body_buffer_size 64k;
    client_header_timeout 15s;
    client_body_timeout 15s;
    send_timeout 30s;
    keepalive_timeout 65s;

    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-Host $http_host;
    # One address and one scheme, of which nobody outside has chosen any: the services believe them.
    proxy_set_header X-Forwarded-Proto $asked_by;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Correlation-Id $correlation;
    # A stream turns buffering off by its own X-Accel-Buffering, and says something more often than it may be silent.
    proxy_connect_timeout 2s;
    proxy_send_timeout 30s;
    proxy_read_timeout 35s;
    proxy_max_temp_file_size 0;
    # Another instance is asked where one does not answer; a change that was sent already is never sent again.
    proxy_next_upstream error timeout;
    proxy_next_upstream_tries 2;
    proxy_next_upstream_timeout 10s;

    error_page 403 404 405 = @not_found;
    error_page 413 = @too_large;
    error_page 502 503 504 = @unavailable;

    location = / {
${headers(security)}
      return 302 /auth/;
    }

    location = /healthz {
      access_log off;
      default_type application/json;
      return 200 '{"status":"alive"}';
    }
${serviceNames.map(serviceLocations).join('')}
    location = /registry.json {
      default_type application/json;
${headers({ ...security, 'cache-control': 'no-cache' })}
      return 200 '${JSON.stringify(registryOf(serviceNames))}';
    }
    location = ${speculationPath} {
      types {}
      default_type ${speculationType};
${headers({ ...security, 'cache-control': 'no-cache' })}
      return 200 '${JSON.stringify(speculationRules(serviceNames))}';
    }
${builtFiles(headers({ ...security, 'cache-control': 'public, max-age=31536000, immutable' }))}
    location / {
${headers({ ...security, 'content-security-policy': policy, 'speculation-rules': speculationHeader, 'cache-control': 'no-cache' })}
      try_files $uri $page =404;
    }
${problems(headers({ ...named, 'cache-control': 'no-store' }))}  }
}
`
}
