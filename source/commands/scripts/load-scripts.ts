import {basename} from 'node:path';
import {loadScript} from '../../scripts/load.ts';
import {formatMistake} from '../../scripts/mistake.ts';
import type {Script} from '../../scripts/schema.ts';
import {visible} from '../../terminal/visible.ts';
import type {CommandIo} from '../command-io.ts';
import {readScript} from './read-script.ts';

/** A script with where it is from. */
export interface ScriptFile {
	readonly file: string;
	/** The file's name without its extension. */
	readonly name: string;
	readonly script: Script;
}

/** Loads scripts; undefined where one of them has mistakes, which are said. Throws an EmbeddedError. */
export function loadScripts(
	files: readonly string[],
	io: Pick<CommandIo, 'say'>,
): readonly ScriptFile[] | undefined {
	const scripts = files.flatMap(file => {
		const loaded = loadScript(readScript(file));
		if (loaded.script) return [{file, name: basename(file, '.yaml'), script: loaded.script}];
		for (const mistake of loaded.mistakes) io.say(visible(formatMistake(file, mistake)));
		return [];
	});
	return scripts.length === files.length ? scripts : undefined;
}
