#!/bin/bash
# Succeeds when nginx answers. The image has no HTTP client.
exec 3<>/dev/tcp/127.0.0.1/8080
printf 'GET /ingress/health HTTP/1.0\r\n\r\n' >&3
read -r status <&3
[[ $status == *' 200 '* ]]
