const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** The grapheme clusters of a text, in order: what a reader takes for one character each. */
export function* graphemes(text: string): Generator<string> {
	for (const {segment} of segmenter.segment(text)) {
		yield segment;
	}
}

/** The text's lines are looked at on their own: a newline always ends a grapheme, and lines are short. */
function lineAround(text: string, index: number): {start: number; end: number} {
	const start = index === 0 ? 0 : text.lastIndexOf('\n', index - 1) + 1;
	const newline = text.indexOf('\n', index);
	return {start, end: newline === -1 ? text.length : newline};
}

const isAscii = (code: number) => code < 0x80;

/** The end of the grapheme that begins at or contains `index`; the text's length at its end. */
export function nextBoundary(text: string, index: number): number {
	if (index >= text.length) {
		return text.length;
	}
	const following = index + 1 < text.length ? text.charCodeAt(index + 1) : 0;
	if (isAscii(text.charCodeAt(index)) && isAscii(following)) {
		return index + 1;
	}
	const {start, end} = lineAround(text, index);
	if (index === end) {
		return index + 1;
	}
	const found = segmenter.segment(text.slice(start, end)).containing(index - start);
	return found === undefined ? index + 1 : start + found.index + found.segment.length;
}

/** The beginning of the grapheme that ends at or contains `index`; 0 at the text's beginning. */
export function previousBoundary(text: string, index: number): number {
	if (index <= 0) {
		return 0;
	}
	const {start, end} = lineAround(text, index);
	if (index === start || isAscii(text.charCodeAt(index - 1))) {
		return index - 1;
	}
	const found = segmenter.segment(text.slice(start, end)).containing(index - 1 - start);
	return found === undefined ? index - 1 : start + found.index;
}

/** `index` itself where a grapheme begins or ends there, else the end of the grapheme that it is inside of. */
export function boundaryAt(text: string, index: number): number {
	if (index <= 0 || index >= text.length) {
		return Math.min(Math.max(index, 0), text.length);
	}
	return nextBoundary(text, previousBoundary(text, index)) === index ? index : nextBoundary(text, index);
}
