/** How many columns a text takes. */
export type Width = (text: string) => number;

/** A paragraph, an item of a list with its mark, or lines of code as they stand. Text has its Markdown still. */
export type Block =
	| {readonly kind: 'text'; readonly mark: string; readonly text: string}
	| {readonly kind: 'code'; readonly lines: readonly string[]};

const fence = /^\s*```/;
const item = /^(\s*(?:[-*]|\d+\.)\s+)(.*)$/;

/** Text in Markdown as lines of at most so many columns; code stands as it is, two columns in. */
export function layoutProse(markdown: string, columns: number, width: Width): readonly string[] {
	const lines: string[] = [];
	let before: Block | undefined;
	for (const block of blocksOf(markdown)) {
		if (before && isApart(block, before)) lines.push('');
		lines.push(
			...(block.kind === 'code' ? block.lines.map(line => `  ${line}`) : wrapBlock(block, columns, width)),
		);
		before = block;
	}
	return lines;
}

/** Whether an empty line stands between a block and the one before it. */
export function isApart(block: Block, before: Block): boolean {
	return block.kind === 'code' || before.kind === 'code' || block.mark === '' || before.mark === '';
}

/** The blocks of a text in Markdown, in their order. */
export function blocksOf(markdown: string): readonly Block[] {
	const blocks: Block[] = [];
	let code: string[] | undefined;
	let open: {mark: string; words: string[]} | undefined;
	const close = () => {
		if (open) blocks.push({kind: 'text', mark: open.mark, text: open.words.join(' ')});
		open = undefined;
	};
	for (const line of markdown.trimEnd().split('\n')) {
		if (fence.test(line)) {
			close();
			if (code) blocks.push({kind: 'code', lines: code});
			code = code ? undefined : [];
		} else if (code) code.push(line);
		else if (line.trim() === '') close();
		else {
			const [, mark, rest] = item.exec(line) ?? [];
			if (mark !== undefined) close();
			open ??= {mark: mark ?? '', words: []};
			open.words.push((rest ?? line).trim());
		}
	}
	close();
	if (code && code.length > 0) blocks.push({kind: 'code', lines: code});
	return blocks;
}

/** What is emphasised needs no marks where there are no other letters to show it with; code keeps its own. */
function plain(text: string): string {
	return text.replaceAll(/\*\*([^*]+)\*\*/g, '$1');
}

function wrapBlock(
	{mark, text}: Extract<Block, {kind: 'text'}>,
	columns: number,
	width: Width,
): readonly string[] {
	const indent = ' '.repeat(mark.length);
	const lines: string[] = [];
	let line = mark;
	let isEmpty = true;
	for (const word of plain(text).split(/\s+/)) {
		if (!isEmpty && width(`${line} ${word}`) > columns) {
			lines.push(line);
			line = indent;
			isEmpty = true;
		}
		line += isEmpty ? word : ` ${word}`;
		isEmpty = false;
	}
	return [...lines, line];
}
