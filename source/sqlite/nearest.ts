/** How many letters must be put in, left out, changed or swapped with their neighbour to get from one word to the other. */
export const editDistance = (from: string, to: string): number => {
	let beforeLast: number[] = [];
	let last = Array.from({length: to.length + 1}, (_, column) => column);
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const isSame = from[row - 1] === to[column - 1];
			const changed = last[column - 1]! + (isSame ? 0 : 1);
			const isSwapped = row > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			const swapped = isSwapped ? beforeLast[column - 2]! + 1 : Infinity;
			current.push(Math.min(changed, swapped, last[column]! + 1, current[column - 1]! + 1));
		}
		[beforeLast, last] = [last, current];
	}
	return last[to.length]!;
};

/**
 * The name that was probably meant: the one with the fewest letters wrong, in any case, and at most a third of
 * them. Undefined where none is near.
 */
export const nearestName = (typed: string, names: readonly string[]): string | undefined => {
	let nearest: string | undefined;
	// In a word of one or two letters any change makes another word.
	let least = Math.floor(typed.length / 3) + 1;
	for (const name of names) {
		if (Math.abs(name.length - typed.length) >= least) continue;
		const distance = editDistance(typed.toLowerCase(), name.toLowerCase());
		if (distance >= least) continue;
		least = distance;
		nearest = name;
	}
	return nearest;
};
