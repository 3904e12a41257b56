/**
 * How nginx knows who asks, and by which scheme: a proxy in front of it that `deploy/nginx/start.sh` names as trusted is
 * believed, and of a chain of proxies the last that is not; what anybody else says of it is not looked at.
 */
export const trustedProxies = (scratch: string): string => `
  # Whom TRUSTED_PROXIES names may say who asks, and by which scheme; the start writes that down.
  include ${scratch}/trusted-proxies.conf;
  real_ip_header X-Forwarded-For;
  real_ip_recursive on;
  map "$is_trusted $http_x_forwarded_proto" $asked_by {
    default $scheme;
    "1 http" http;
    "1 https" https;
  }
`
