import {fileURLToPath} from 'node:url';

const fromSource = import.meta.url.endsWith('.ts');

/**
 * The file of an entry point that runs in a process or thread of its own: beside this one as TypeScript, or, in a
 * package, at the top of the bundle, where this module may be in a chunk one folder below.
 */
export function entryFile(name: 'host' | 'session' | 'seed' | 'replica-worker'): string {
	const here = new URL('.', import.meta.url);
	if (fromSource) return fileURLToPath(new URL(`${name}.ts`, here));
	const top = here.pathname.endsWith('/chunks/') ? new URL('..', here) : here;
	return fileURLToPath(new URL(`${name}.js`, top));
}
