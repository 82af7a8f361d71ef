#!/usr/bin/env node
import module from 'node:module';
import {homedir} from 'node:os';
import {join} from 'node:path';

// Loading the rest on an older Node ends in a segmentation fault, and static imports come before any check.
const major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
	process.stderr.write(
		`litescope needs Node.js 22 or newer; this is ${process.versions.node}. Get one from https://nodejs.org and start litescope again.\n`,
	);
	process.exitCode = 1;
} else if (process.platform === 'win32') {
	process.stderr.write(
		'litescope runs on Linux, on macOS and in WSL, not on Windows itself: start it in a WSL terminal.\n',
	);
	process.exitCode = 1;
} else {
	// What is compiled once is there at the next start, also for the processes that are started from here. Where it
	// cannot be kept, nothing is said: it only saves time.
	const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'litescope', 'compiled');
	process.env.NODE_COMPILE_CACHE ??= cache;
	module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
	import('./cli.js' as string);
}
