import {graphemes} from '../../terminal/graphemes.ts';
import type {Line, Span, Style} from '../../terminal/style.ts';
import {width} from '../../terminal/width.ts';

interface Piece {
	readonly text: string;
	readonly columns: number;
	readonly style: Style | undefined;
	readonly space: boolean;
}

/**
 * Wraps a line of visible text at its spaces, keeping styles; a word that is longer than a line is cut between
 * graphemes, and a grapheme that is wider than a line becomes `…`. Lines after the first are indented. Never returns a
 * line that is wider than `columns`.
 */
export function wrapLine(line: Line, columns: number, indent = 0): readonly Line[] {
	const lines: Line[] = [];
	let current: Span[] = [];
	let used = 0;
	let blank = true;
	const room = Math.max(1, columns);
	const indentBy = Math.min(indent, Math.floor(room / 2));
	const feed = () => {
		lines.push(current);
		current = indentBy > 0 ? [{text: ' '.repeat(indentBy)}] : [];
		used = indentBy;
		blank = true;
	};
	const put = (text: string, columnsOfText: number, style: Style | undefined) => {
		const last = current.at(-1);
		if (last && last.style === style) current[current.length - 1] = {...last, text: last.text + text};
		else current.push(style ? {text, style} : {text});
		used += columnsOfText;
	};
	const putCut = ({text, style}: Piece) => {
		for (const segment of graphemes(text)) {
			const columnsOfSegment = width(segment);
			const fits = columnsOfSegment <= room - indentBy;
			const taken = fits ? columnsOfSegment : 1;
			if (used + taken > room && used > indentBy) feed();
			put(fits ? segment : '…', taken, style);
		}
	};
	for (const word of wordsOf(line)) {
		const columnsOfWord = word.reduce((sum, piece) => sum + piece.columns, 0);
		if (word[0]!.space) {
			// Spaces at the end of a line are dropped with the break.
			if (used + columnsOfWord <= room && !(blank && lines.length > 0))
				put(word[0]!.text, columnsOfWord, word[0]!.style);
			continue;
		}
		if (used + columnsOfWord > room && !blank) feed();
		for (const piece of word) {
			if (used + piece.columns <= room) put(piece.text, piece.columns, piece.style);
			else putCut(piece);
		}
		blank = false;
	}
	lines.push(current);
	return lines;
}

/** The words of a line and the spaces between them. A word may have several styles. */
function* wordsOf(line: Line): Generator<readonly Piece[]> {
	let word: Piece[] = [];
	for (const piece of pieces(line)) {
		if (!piece.space) {
			word.push(piece);
			continue;
		}
		if (word.length > 0) yield word;
		word = [];
		yield [piece];
	}
	if (word.length > 0) yield word;
}

function* pieces(line: Line): Generator<Piece> {
	for (const {text, style} of line) {
		for (const [part] of text.matchAll(/ +|[^ ]+/g)) {
			yield {text: part, columns: width(part), style, space: part.startsWith(' ')};
		}
	}
}
