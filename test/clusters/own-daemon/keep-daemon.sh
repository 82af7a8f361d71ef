#!/bin/sh
# The first process in namespaces of its own: runs a Docker engine in the folder in $1, and does what its stdin says, a
# line at a time. When its stdin closes it ends, and with it everything that was started here.
folder=$1
ip link set lo up
# Where an engine finds a containerd it uses that one, which would start its containers outside.
[ ! -d /run/containerd ] || mount -t tmpfs tmpfs /run/containerd
echo '{}' > "$folder/daemon.json"
while read -r word options; do
	case $word in
	start)
		dockerd --config-file "$folder/daemon.json" --data-root "$folder/data" --exec-root "$folder/exec" \
			--pidfile "$folder/pid" --host "unix://$folder/docker.sock" $options >> "$folder/log" 2>&1 &
		pid=$!
		;;
	TERM | KILL)
		kill -"$word" "$pid"
		wait "$pid"
		;;
	STOP | CONT) kill -"$word" "$pid" ;;
	esac
	echo "$word"
done
