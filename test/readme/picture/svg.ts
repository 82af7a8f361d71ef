import type {CellLook, VirtualTerminal} from '../../terminal/virtual-terminal.ts';

const cell = {width: 8.4, height: 18} as const;
const padding = 14;

/** The terminal's 16 colours as they are in the picture; -1 is the text's own. */
const palette: Readonly<Record<number, string>> = {
	[-1]: '#d6dbe5',
	0: '#1f2430',
	1: '#f07178',
	2: '#87d96c',
	3: '#ffcc66',
	4: '#73b8ff',
	5: '#dfbfff',
	6: '#5ccfe6',
	7: '#d6dbe5',
};
const background = '#1f2430';

/** The screen of a terminal as an SVG picture: text stays text. */
export function toSvg(terminal: VirtualTerminal, title: string): string {
	const width = Math.ceil(terminal.columns * cell.width + padding * 2);
	const height = terminal.rows * cell.height + padding * 2;
	const rows = Array.from({length: terminal.rows}, (_, y) => rowOf(terminal, y)).join('');
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
		`<title>${title}</title>`,
		`<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
		`<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14" xml:space="preserve">`,
		`${rows}</g></svg>\n`,
	].join('\n');
}

/** Neighbours that look the same are one piece of text, put where its first cell is. */
function rowOf(terminal: VirtualTerminal, y: number): string {
	const pieces: {x: number; look: CellLook; text: string}[] = [];
	for (let x = 0; x < terminal.columns; x++) {
		const look = terminal.look(x, y);
		const last = pieces.at(-1);
		const text = look.text || ' ';
		if (last && isAlike(last.look, look)) last.text += text;
		else pieces.push({x, look, text});
	}
	return pieces.map(piece => pieceOf(piece, y)).join('');
}

function isAlike(a: CellLook, b: CellLook): boolean {
	return (
		a.color === b.color &&
		a.bold === b.bold &&
		a.dim === b.dim &&
		a.underline === b.underline &&
		a.inverse === b.inverse
	);
}

function pieceOf(
	{x, look, text}: {readonly x: number; readonly look: CellLook; readonly text: string},
	y: number,
): string {
	if (text.trim() === '' && !look.inverse && !look.underline) return '';
	const left = padding + x * cell.width;
	const color = palette[look.color ?? -1] ?? palette[-1]!;
	const length = (text.length * cell.width).toFixed(1);
	const box = look.inverse
		? `<rect x="${left.toFixed(1)}" y="${padding + y * cell.height}" width="${length}" height="${cell.height}" fill="${color}"/>`
		: '';
	const attributes = [
		`x="${left.toFixed(1)}" y="${padding + y * cell.height + 13.5}" textLength="${length}"`,
		`fill="${look.inverse ? background : color}"`,
		...(look.bold ? ['font-weight="bold"'] : []),
		...(look.dim ? ['opacity="0.65"'] : []),
		...(look.underline ? ['text-decoration="underline"'] : []),
	];
	// Ordinary spaces would be folded into one.
	const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(' ', '\u00a0');
	return `${box}<text ${attributes.join(' ')}>${escaped}</text>\n`;
}
