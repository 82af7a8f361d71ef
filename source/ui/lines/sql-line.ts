import {tokenize} from '../../sqlite/tokens.ts';
import type {Span, Style} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';

const styles: Readonly<Record<string, Style>> = {
	keyword: {bold: true},
	comment: {dim: true},
	unfinished: {dim: true},
};

/** A statement as styled text on as many lines as it has: keywords bold, comments dim, nothing dangerous left. */
export function sqlLines(sql: string): readonly (readonly Span[])[] {
	const lines: Span[][] = [[]];
	for (const token of tokenize(sql)) {
		const style = styles[token.kind];
		for (const [index, part] of token.text.split(/\r\n|\n|\r/).entries()) {
			if (index > 0) lines.push([]);
			const text = visible(part.replaceAll('\t', '    '));
			if (text) lines.at(-1)!.push(style ? {text, style} : {text});
		}
	}
	return lines;
}
