import type {Action} from './schema/action.ts';

/** What a script does to a node or its link, as a line for people. SQL stands for itself, and waiting is not told. */
export function describeAction(action: Action): string | undefined {
	if ('link' in action) {
		const {link, latency, cut} = action;
		const parts = [
			...(latency === undefined ? [] : [`is ${latency} long`]),
			...(cut === undefined ? [] : [cut ? 'is cut' : 'is not cut']),
		];
		return `the link to ${link} ${parts.join(' and ')}`;
	}
	if ('get' in action) {
		const {get: path, times = 1} = action;
		return `read ${path} through the ingress${times === 1 ? '' : `, ${times} times`}`;
	}
	for (const verb of ['stop', 'start', 'kill', 'pause', 'resume'] as const) {
		const node = (action as Readonly<Record<string, unknown>>)[verb];
		if (typeof node === 'string') return `${verb} ${node}`;
	}
	return undefined;
}
