#!/bin/bash
# Runs nginx, and tells it which nodes there are: Docker's DNS has the addresses of all containers of a service, and
# this nginx looks names up only when it reads its configuration.
set -euo pipefail

port=8081
upstreams=/tmp/upstreams.conf

addresses() { # addresses SERVICE: one a line; none where none of its containers runs
	getent ahostsv4 "$1" | cut --delimiter=' ' --fields=1 | sort --unique || true
}

servers() { # servers ADDRESS...
	printf '    server %s:'$port' max_fails=1 fail_timeout=10s;\n' "$@"
}

upstream() { # upstream NAME ADDRESS...
	local name=$1
	shift
	# An upstream must have a server; this one is never asked.
	printf 'upstream %s {\n%s\n}\n' "$name" "$([ $# -gt 0 ] && servers "$@" || echo '    server 127.0.0.1:1 down;')"
}

write_upstreams() {
	local primary replicas
	primary=$(addresses primary)
	replicas=$(addresses replica)
	# Unquoted, so that each address is a word.
	{ upstream primary $primary && upstream nodes $primary $replicas; } >"$upstreams.new"
	cmp --silent "$upstreams.new" "$upstreams" && return 1
	mv "$upstreams.new" "$upstreams"
}

follow() {
	while sleep 1; do
		if write_upstreams; then
			echo "nodes: $(sed --quiet 's/.*server \([0-9.]*\):.*/\1/p' "$upstreams" | sort --unique | tr '\n' ' ')"
			kill -HUP $$
		fi
	done
}

write_upstreams
follow &
exec nginx -c /ingress/nginx.conf -g 'daemon off;'
