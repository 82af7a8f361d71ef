import {type Block, blocksOf, isApart} from '../../scripts/prose.ts';
import type {Line, Span, Style} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {wrapLine} from '../lines/wrap-line.ts';

const strong: Style = {bold: true};
const code: Style = {bold: true, color: 'cyan'};

/**
 * Text in Markdown as lines of at most so many columns: what is emphasised and code by their styles, blocks of code
 * set apart. Untrusted text is made visible.
 */
export function proseLines(markdown: string, columns: number): readonly Line[] {
	const blocks = blocksOf(markdown);
	return blocks.flatMap((block, index) => {
		const before = blocks[index - 1];
		return [...(before && isApart(block, before) ? [[]] : []), ...blockLines(block, columns)];
	});
}

function blockLines(block: Block, columns: number): readonly Line[] {
	if (block.kind === 'text')
		return wrapLine([{text: visible(block.mark)}, ...inlineSpans(block.text)], columns, block.mark.length);
	return block.lines.flatMap(line =>
		wrapLine([{text: `  ${visible(line.replaceAll('\t', '    '))}`, style: code}], columns, 4),
	);
}

/** One paragraph of Markdown as styled text. */
export function inlineSpans(text: string): readonly Span[] {
	const parts = text.matchAll(/\*\*(?<strong>[^*]+)\*\*|`(?<code>[^`]+)`|(?<plain>[^*`]+|[*`])/g);
	return Array.from(parts, ({groups}): Span => {
		if (groups?.strong !== undefined) return {text: visible(groups.strong), style: strong};
		if (groups?.code !== undefined) return {text: visible(groups.code), style: code};
		return {text: visible(groups?.plain ?? '')};
	});
}
