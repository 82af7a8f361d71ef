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
 * graphemes. Lines after the first are indented. Never returns a line that is wider than `columns`.
 */
export function wrapLine(line: Line, columns: number, indent = 0): readonly Line[] {
	const lines: Line[] = [];
	let current: Span[] = [];
	let used = 0;
	let blank = true;
	const room = Math.max(1, columns);
	const indentBy = Math.min(indent, room - 1);
	const feed = () => {
		lines.push(current);
		current = indentBy > 0 ? [{text: ' '.repeat(indentBy)}] : [];
		used = indentBy;
		blank = true;
	};
	const put = (text: string, columnsOfText: number, style: Style | undefined) => {
		current.push(style ? {text, style} : {text});
		used += columnsOfText;
	};
	for (const piece of pieces(line)) {
		if (piece.space) {
			// Spaces at the end of a line are dropped with the break.
			if (used + piece.columns <= room && !(blank && lines.length > 0))
				put(piece.text, piece.columns, piece.style);
			continue;
		}
		if (used + piece.columns > room && !blank) feed();
		if (used + piece.columns <= room) put(piece.text, piece.columns, piece.style);
		else {
			for (const segment of graphemes(piece.text)) {
				const columnsOfSegment = width(segment);
				if (used + columnsOfSegment > room && used > indentBy) feed();
				put(segment, columnsOfSegment, piece.style);
			}
		}
		blank = false;
	}
	lines.push(current);
	return lines;
}

function* pieces(line: Line): Generator<Piece> {
	for (const {text, style} of line) {
		for (const [part] of text.matchAll(/ +|[^ ]+/g)) {
			yield {text: part, columns: width(part), style, space: part.startsWith(' ')};
		}
	}
}
