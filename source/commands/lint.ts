import {readFileSync} from 'node:fs';
import {EmbeddedError} from '../drivers/embedded/client.ts';
import {lintScript} from '../scripts/lint.ts';
import {formatMistake} from '../scripts/mistake.ts';
import {visible} from '../terminal/visible.ts';
import {width} from '../terminal/width.ts';
import type {CommandIo} from './command-io.ts';
import {readScript} from './scripts/read-script.ts';
import {sayingScriptErrors} from './scripts/saying-script-errors.ts';
import {schemaFile, shippedScripts} from './scripts/shipped.ts';

export interface LintOptions {
	/** Without any, the scripts that come with litescope. */
	readonly files: readonly string[];
	/** Writes the JSON Schema of scripts, and looks at none. */
	readonly schema?: boolean;
}

/**
 * Tells every mistake in scripts with its place. Gives the exit status: 0, 1 where there are some, 2 where a file
 * cannot be read.
 */
export function run({files, schema = false}: LintOptions, io: CommandIo): Promise<number> {
	return sayingScriptErrors(io, async () => {
		if (schema) {
			await io.out(readFileSync(schemaFile(), 'utf8'));
			return 0;
		}
		const scripts = files.length > 0 ? files : shippedScripts();
		let mistakes = 0;
		let unread = 0;
		for (const file of scripts) {
			const text = readOrSay(file, io);
			if (text === undefined) unread += 1;
			else mistakes += await lint(file, text, io);
		}
		const read = scripts.length - unread;
		const checked = read === 1 ? '1 script' : `${read} scripts`;
		io.say(`${checked}, ${mistakes === 1 ? '1 mistake' : `${mistakes} mistakes`}`);
		return unread > 0 ? 2 : mistakes > 0 ? 1 : 0;
	});
}

/** Tells the mistakes of one script. Gives how many there are. */
async function lint(file: string, text: string, io: CommandIo): Promise<number> {
	const mistakes = lintScript(text, part => width(visible(part)));
	if (mistakes.length > 0)
		await io.out(mistakes.map(mistake => `${visible(formatMistake(file, mistake))}\n`).join(''));
	return mistakes.length;
}

/** The text of a file; where it cannot be read that is said, and the others are still looked at. */
function readOrSay(file: string, io: CommandIo): string | undefined {
	try {
		return readScript(file);
	} catch (error) {
		if (!(error instanceof EmbeddedError)) throw error;
		io.say(visible(error.message));
		return undefined;
	}
}
