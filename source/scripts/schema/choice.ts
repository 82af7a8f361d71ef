import * as v from 'valibot';
import {nearestName} from '../../sqlite/nearest.ts';

type Heads = Readonly<Record<string, v.GenericSchema>>;

/** Makes one schema of several, which are known by the key that their objects begin with. */
export type Choice = <Of extends Heads>(
	what: string,
	of: Of,
) => v.GenericSchema<unknown, v.InferOutput<Of[keyof Of]>>;

/** For reading a file: an object is of the kind whose key it has, so that a mistake in it is told as one of that kind. */
export const byHead: Choice = (what, of) => {
	const heads = Object.keys(of);
	const keysOf = (input: unknown) => (typeof input === 'object' && input !== null ? Object.keys(input) : []);
	const refusal = v.custom<never>(
		() => false,
		({input}) => {
			const near = keysOf(input)
				.map(key => nearestName(key, heads))
				.find(name => name !== undefined);
			const hint = near === undefined ? '' : ` \`${near}\` is the nearest.`;
			return `An ${what} begins with one of ${heads.join(', ')}.${hint}`;
		},
	);
	return v.lazy(input => {
		const head = keysOf(input).find(key => Object.hasOwn(of, key));
		return head === undefined ? refusal : of[head]!;
	}) as never;
};

/** For editors: any of them. */
export const anyOf: Choice = (_, of) => v.union(Object.values(of)) as never;
