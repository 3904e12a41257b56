#!/bin/sh
# Starts nginx, once it is written down for it whom it believes about who asks, and whether by https: the networks that
# TRUSTED_PROXIES names by comma, and nobody where it names none. The rest of the image cannot be written to.
set -euf
networks=$(printf '%s' "${TRUSTED_PROXIES:-}" | tr ',' ' ')
for network in $networks; do
  case $network in
    *[!0-9a-fA-F.:/]* | */0*)
      echo "TRUSTED_PROXIES names $network; expected addresses and networks of proxies, by comma, for example 192.0.2.1,10.0.0.0/8" >&2
      exit 1
      ;;
  esac
done
{
  echo 'geo $realip_remote_addr $is_trusted {'
  echo '  default 0;'
  for network in $networks; do echo "  $network 1;"; done
  echo '}'
  for network in $networks; do echo "set_real_ip_from $network;"; done
} >"${TMPDIR:-/tmp}/trusted-proxies.conf"
exec nginx "$@"
