import {lintScript} from '../scripts/lint.ts';
import {formatMistake} from '../scripts/mistake.ts';
import {visible} from '../terminal/visible.ts';
import {width} from '../terminal/width.ts';
import type {CommandIo} from './command-io.ts';
import {readScript} from './scripts/read-script.ts';
import {sayingScriptErrors} from './scripts/saying-script-errors.ts';
import {shippedScripts} from './scripts/shipped.ts';

export interface LintOptions {
	/** Without any, the scripts that come with litescope. */
	readonly files: readonly string[];
}

/** Tells every mistake in scripts with its place. Gives the exit status: 0, 1 where there are some, 2 usage. */
export function run({files}: LintOptions, io: CommandIo): Promise<number> {
	return sayingScriptErrors(io, async () => {
		const scripts = files.length > 0 ? files : shippedScripts();
		let count = 0;
		for (const file of scripts) {
			const mistakes = lintScript(readScript(file), text => width(visible(text)));
			count += mistakes.length;
			for (const mistake of mistakes) await io.out(`${visible(formatMistake(file, mistake))}\n`);
		}
		const checked = scripts.length === 1 ? '1 script' : `${scripts.length} scripts`;
		io.say(`${checked}, ${count === 1 ? '1 mistake' : `${count} mistakes`}`);
		return count > 0 ? 1 : 0;
	});
}
