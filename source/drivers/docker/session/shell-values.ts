import type {Value} from '../../driver.ts';

const [quote, comma, lineBreak, minus, zero, nine, upperX, lowerX, lowerU] = [..."',\n-09Xxu"].map(
	character => character.charCodeAt(0),
) as [number, number, number, number, number, number, number, number, number];

/** What a value is that has not all come yet. */
export const unfinished = -1;

/**
 * Where the value ends that begins at a place in what a shell wrote in `quote` mode; `unfinished` where its end, or
 * what must stand behind it to be sure of it, has not come yet.
 */
export function valueEnd(text: string, at: number): number {
	const first = text.charCodeAt(at);
	if (first === quote) return quoteEnd(text, at);
	if (first === upperX || first === lowerX) return after(text.indexOf("'", at + 2), text);
	if (first === lowerU) return after(quoteEnd(text, at + 'unistr('.length), text);
	for (let end = at; end < text.length; end++) {
		const code = text.charCodeAt(end);
		if (code === comma || code === lineBreak) return end;
	}
	return unfinished;
}

/** Behind the character at `end`, if something stands there. */
function after(end: number, text: string): number {
	return end < 0 || end + 1 >= text.length ? unfinished : end + 1;
}

function quoteEnd(text: string, at: number): number {
	for (let from = at + 1; from < text.length; ) {
		const end = text.indexOf("'", from);
		// Whether it is the first of two can only be told by what follows.
		if (end < 0 || end + 1 >= text.length) return unfinished;
		if (text.charCodeAt(end + 1) !== quote) return end + 1;
		from = end + 2;
	}
	return unfinished;
}

/** Reads a value that begins and ends at these places. */
export function readValue(text: string, at: number, end: number): Value {
	const first = text.charCodeAt(at);
	if (first === quote) return unquote(text.slice(at + 1, end - 1));
	if (first === minus || (first >= zero && first <= nine)) return readNumber(text.slice(at, end));
	if (first === upperX || first === lowerX) {
		return Uint8Array.from(Buffer.from(text.slice(at + 2, end - 1), 'hex'));
	}
	// Shells from 3.50 on write text with control characters as a call of `unistr`.
	if (first === lowerU) return unescapeUnistr(unquote(text.slice(at + "unistr('".length, end - 2)));
	const word = text.slice(at, end);
	return word === 'NULL' ? null : readNumber(word);
}

function unquote(text: string): string {
	return text.includes("'") ? text.replaceAll("''", "'") : text;
}

/** https://sqlite.org/lang_corefunc.html#unistr */
function unescapeUnistr(text: string): string {
	return text.replace(
		/\\(?:\\|([\dA-Fa-f]{4})|u([\dA-Fa-f]{4})|\+([\dA-Fa-f]{6})|U([\dA-Fa-f]{8}))/g,
		(all, ...digits: (string | undefined)[]) => {
			const hex = digits.slice(0, 4).find(one => one !== undefined);
			return hex === undefined ? all.slice(1) : String.fromCodePoint(Number.parseInt(hex, 16));
		},
	);
}

/** A REAL always has a point, an exponent, or is infinite; without them it is an INTEGER. */
function readNumber(word: string): Value {
	for (let at = 0; at < word.length; at++) {
		const code = word.charCodeAt(at);
		if ((code < zero || code > nine) && (code !== minus || at > 0)) return readReal(word);
	}
	return BigInt(word);
}

function readReal(word: string): number {
	if (!word.endsWith('Inf')) return Number(word);
	return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
