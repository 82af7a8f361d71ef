/**
 * The one program of ours that stays in a container while litescope watches it: a shell that does what its stdin says,
 * a line at a time, and nothing else. When its stdin closes, whatever ended us, it ends the processes that were given
 * to it, first as they would like it, and itself. It needs no more than a POSIX shell.
 *
 * It begins with lines that say what is there (`pid`, `fuse`, `shell`, `tool`, `programs`, `config`, `ready`). Then:
 *
 *     p NAME     how far database NAME is: `p <-pos>|<.lag>|<.primary: replica or nothing>|<mount>`
 *     d          the databases: `d <names, each behind a slash>`
 *     f PATH     the first line of a file: `f <line>`
 *     v URL      what an address in the container answers, on one line: `v <text>`
 *     + PID      PID is ours: ends with us
 *     - PID      PID has ended
 *     s SIG PID  sends a signal to PID
 *     w PID      what PID waits for in the kernel: `w <the function>`
 *     o NAME     who else has database NAME open: `o <PID of one> <its name>/…`
 *     x PIDS     ends those of PIDS that are programs as ours are, and were started from outside of the container
 */
export const keeperScript = `
mount=
find_mount() {
	mount=
	while read -r source folder type rest; do
		case "$source $type" in litefs\\ fuse*) mount=$(printf %b "$folder"); return;; esac
	done < /proc/mounts
}
slurp() { text=; { read -r text < "$1"; } 2>/dev/null || :; }
position() {
	[ -n "$mount" ] && [ -e "$mount/.lag" ] || find_mount
	slurp "$mount/$1-pos"; at=$text
	slurp "$mount/$1-pos"
	while [ "$at" != "$text" ]; do at=$text; slurp "$mount/$1-pos"; done
	slurp "$mount/.lag"; lag=$text
	role=; [ -e "$mount/.primary" ] && role=replica
	printf 'p %s|%s|%s|%s\\n' "$at" "$lag" "$role" "$mount"
}
databases() {
	names=
	for file in "$mount"/*-pos; do
		[ -e "$file" ] || continue
		name=\${file##*/}
		names=$names/\${name%-pos}
	done
	printf 'd %s\\n' "$names"
}
find_config() {
	config=/proc/1/cwd/litefs.yml
	for server in /proc/[0-9]*; do
		slurp "$server/cmdline"
		case $text in *litefs*) ;; *) continue ;; esac
		IFS='
'
		set -f; set -- $(tr '\\0' '\\n' 2>/dev/null < "$server/cmdline"); set +f; unset IFS
		case $1/$2 in litefs/mount|*/litefs/mount) ;; *) continue ;; esac
		config=litefs.yml
		while [ $# -gt 0 ] && [ "$1" != -- ]; do
			case $1 in
			-config|--config) config=$2 ;;
			-config=*|--config=*) config=\${1#*=} ;;
			esac
			shift
		done
		case $config in /*) ;; *) config=$server/cwd/$config ;; esac
		return
	done
}
fetch() {
	case $tool in
	curl) curl -s --max-time 2 "$1" ;;
	wget) wget -q -T 2 -O - "$1" ;;
	node) node -e 'fetch(process.argv[1]).then(r => r.text()).then(t => console.log(t))' "$1" ;;
	esac
}
left_over() {
	for pid; do
		slurp "/proc/$pid/stat"
		case $text in "$pid ("sh") "?" 0 "* | "$pid ("sqlite3") "?" 0 "* | "$pid ("curl") "?" 0 "* | \
		"$pid ("wget") "?" 0 "* | "$pid ("node") "?" 0 "*) kill -KILL "$pid" 2>/dev/null ;; esac
	done
}
waits() {
	slurp "/proc/$1/wchan"
	printf 'w %s\\n' "$text"
}
users() {
	found=
	for folder in /proc/[0-9]*; do
		pid=\${folder#/proc/}
		case "$ours" in *" $pid "*) continue ;; esac
		for file in "$folder"/fd/*; do
			[ "$file" -ef "$mount/$1" ] || continue
			slurp "$folder/comm"
			found="$found$pid $text/"
			break
		done
	done
	printf 'o %s\\n' "$found"
}
find_mount
tool=
for name in curl wget node; do command -v $name >/dev/null 2>&1 && { tool=$name; break; }; done
printf 'pid %s\\n' "$$"
printf 'fuse %s\\n' "$mount"
printf 'shell %s\\n' "$(sqlite3 --version 2>/dev/null </dev/null)"
printf 'tool %s\\n' "$tool"
programs=
for name in litefs perl; do command -v $name >/dev/null 2>&1 && programs="$programs $name"; done
printf 'programs%s\\n' "$programs"
find_config
for file in "$config" "$HOME/litefs.yml" /etc/litefs.yml; do
	[ -r "$file" ] || continue
	while read -r line || [ -n "$line" ]; do printf 'config %s\\n' "$line"; done < "$file"
	break
done
printf 'ready\\n'
ours=
while read -r word a b; do
	case $word in
	p) position "$a\${b:+ $b}" ;;
	d) databases ;;
	f) slurp "$a\${b:+ $b}"; printf 'f %s\\n' "$text" ;;
	v) printf 'v %s\\n' "$(fetch "$a" 2>/dev/null | tr -d '\\n')" ;;
	+) ours="$ours $a " ;;
	-) ours=\${ours%%" $a "*}\${ours#*" $a "} ;;
	w) waits "$a" ;;
	o) users "$a\${b:+ $b}" ;;
	s) kill -"$a" "$b" 2>/dev/null ;;
	x) left_over "$a" $b ;;
	esac
done
[ -n "$ours" ] || exit 0
for pid in $ours; do kill -INT "$pid" 2>/dev/null; done
sleep 0.5 2>/dev/null || sleep 1
for pid in $ours; do kill -KILL "$pid" 2>/dev/null; done
`;
