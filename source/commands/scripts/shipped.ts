import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The scripts that come with litescope, the demo first, then the lessons in their order. */
export function shippedScripts(): readonly string[] {
	return [...scriptsIn('demos'), ...shippedLessons()];
}

/** The lessons that come with litescope, in their order. */
export function shippedLessons(): readonly string[] {
	return scriptsIn('lessons');
}

/** The demo that is played where none is named. */
export function shippedDemo(): string {
	return scriptsIn('demos')[0]!;
}

/** The JSON Schema of scripts, for editors. */
export function schemaFile(): string {
	return fileURLToPath(new URL('scripts/script.schema.json', dataFolder()));
}

function scriptsIn(folder: string): readonly string[] {
	const path = fileURLToPath(new URL(`${folder}/`, dataFolder()));
	return readdirSync(path)
		.filter(name => name.endsWith('.yaml'))
		.sort()
		.map(name => join(path, name));
}

/** `source`, and in the package `dist`, where this module may be in a chunk one folder below. */
function dataFolder(): URL {
	const here = new URL('.', import.meta.url);
	if (here.pathname.endsWith('/commands/scripts/')) return new URL('../../', here);
	return here.pathname.endsWith('/chunks/') ? new URL('../', here) : here;
}
