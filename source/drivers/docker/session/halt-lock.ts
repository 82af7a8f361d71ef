import type {Usable} from '../node/usable.ts';

/**
 * Takes LiteFS's halt lock as `litefs run` does, a lock on byte 72 of `<db>-lock` (LiteFS v0.5, litefs.go), and becomes the
 * command that follows, which keeps the file open.
 */
const perlProgram =
	'$^F = 255; open(my $f, "+<", shift) or die $!; my $l = pack("s! s! x![l!] l! l! i", 1, 0, 72, 1, 0); fcntl($f, 7, $l) or die $!; exec @ARGV';

/**
 * Commands that hold the halt lock of a database while the command behind them runs, those first that are to be tried
 * first. A `litefs` that was built with Go 1.23 or a later one loses the lock before its command runs: closing any
 * descriptor of the lock file releases it, and Go then starts a process on its own account.
 */
export function haltLockWrappers({database, programs}: Usable): readonly (readonly string[])[] {
	return [
		...(programs.has('litefs') ? [['litefs', 'run', '-with-halt-lock-on', database, '--']] : []),
		...(programs.has('perl') ? [['perl', '-e', perlProgram, `${database}-lock`]] : []),
	];
}
