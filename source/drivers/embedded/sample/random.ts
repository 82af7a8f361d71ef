/** Numbers that look random and are the same for the same seed. */
export interface Random {
	/** A whole number from `least` to `most`, both included. */
	between(least: number, most: number): number;
	/** One of several. */
	pick<T>(from: readonly T[]): T;
	/** True once in so many times. */
	onceIn(times: number): boolean;
}

/** Mulberry32, a generator of 32 bits (public domain, Tommy Ettinger). */
export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
	return {
		between,
		pick: from => from[between(0, from.length - 1)]!,
		onceIn: times => between(1, times) === 1,
	};
}
