#!/bin/bash
# Ends with 0 when every service of this container is ready. Started every few seconds in every container, also when the
# machine is busy: so it is no program that has to be loaded first.
for service in ${SERVICE//,/ }; do
  exec 3<>"/dev/tcp/127.0.0.1/${PORT:-3000}" || exit 1
  printf 'GET /%s/readyz HTTP/1.0\r\n\r\n' "$service" >&3
  read -r -t 4 _ status _ <&3
  if [ "$status" != 200 ]; then
    echo "$service: $status $(timeout 1 tail -n 1 <&3)"
    exit 1
  fi
  exec 3>&-
done
