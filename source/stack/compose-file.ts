import {fileURLToPath} from 'node:url';

/**
 * The stack's compose.yaml. Its folder lies beside `source`, and in the package beside `dist`, where this module may
 * be in a chunk one folder below.
 */
export function composeFile(): string {
	const here = new URL('.', import.meta.url);
	const folder = /\/(?:chunks|stack)\/$/.test(here.pathname) ? new URL('..', here) : here;
	return fileURLToPath(new URL('../compose/compose.yaml', folder));
}
