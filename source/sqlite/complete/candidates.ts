/** Something that can be put in the place of the word before the cursor. */
export interface Candidate {
	readonly text: string;
	readonly kind: 'keyword' | 'table' | 'column' | 'function' | 'pragma' | 'dot';
}

/** A candidate with the name by which it is found, which is without quotes. */
export interface Named extends Candidate {
	readonly name: string;
}

const schemaKinds: ReadonlySet<Candidate['kind']> = new Set(['table', 'column', 'pragma']);

const isSubsequence = (typed: string, name: string): boolean => {
	let at = 0;
	for (const character of name) if (character === typed[at]) at++;
	return at === typed.length;
};

/**
 * Those that begin with what was typed, in any case, and then those names that have its letters in this order:
 * `usr` finds users. Words of the language have to begin with it, or nearly every one would do.
 */
export const matching = (typed: string, candidates: readonly Named[]): readonly Candidate[] => {
	const wanted = typed.toLowerCase();
	const begins: Candidate[] = [];
	const contains: Candidate[] = [];
	const seen = new Set([typed]);
	for (const {name, text, kind} of candidates) {
		if (seen.has(text)) continue;
		const lower = name.toLowerCase();
		const isPrefix = lower.startsWith(wanted);
		const isNear = schemaKinds.has(kind) && wanted.length > 1 && isSubsequence(wanted, lower);
		if (!isPrefix && !isNear) continue;
		seen.add(text);
		(isPrefix ? begins : contains).push({text, kind});
	}
	return [...begins, ...contains];
};
