import { serviceNames } from '@popug/contracts/topology.ts'

/** Which of a file's compressed copies a browser takes, and what they are called in an answer. */
export const packedFiles = `
  # The build leaves compressed copies of scripts and styles, smaller than what is compressed while somebody waits.
  map $http_accept_encoding $packed {
    default "";
    "~*\\bbr\\b" .br;
    "~*\\bgzip\\b" .gz;
  }
  map $as $coding {
    default "";
    .br br;
    .gz gzip;
  }
`

const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' }
const places = ['shared', ...serviceNames].join('|')

const packed = (extension: string, headers: string): string => `
    location ~ ^/(?:${places})/assets/.+[.]${extension}$ {
      types {}
      default_type ${types[extension]};
      set $as $packed;
      if (!-f $document_root$uri$packed) {
        set $as "";
      }
${headers}
      add_header content-encoding $coding always;
      add_header vary accept-encoding always;
      gzip off;
      try_files $uri$as =404;
    }
`

/** The locations of files with their hash in the name, which never change. */
export const builtFiles = (headers: string): string => `
    # Files with their hash in the name never change.${Object.keys(types)
      .map((extension) => packed(extension, headers))
      .join('')}
    location ~ ^/(?:${places})/assets/ {
${headers}
      try_files $uri =404;
    }
`
