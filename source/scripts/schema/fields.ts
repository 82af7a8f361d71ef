import * as v from 'valibot';
import {nearestName} from '../../sqlite/nearest.ts';

/** An object with these keys and no others. A wrong key is told with the nearest one, a missing one by its name. */
export function fields<const Entries extends v.ObjectEntries>(entries: Entries) {
	const known = Object.keys(entries);
	return v.strictObject(entries, issue => {
		const key = String(issue.path?.at(-1)?.key);
		if (issue.expected === 'never') {
			const near = nearestName(key, known);
			return `There is no \`${key}\` here; ${near === undefined ? `the keys are ${known.join(', ')}` : `\`${near}\` is the nearest`}.`;
		}
		if (issue.expected?.startsWith('"')) return `\`${key}\` is missing here.`;
		return `Here stand the keys ${known.join(', ')}, each with its value.`;
	});
}
