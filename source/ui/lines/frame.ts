import {fitLine, type Line, lineWidth, type Span, type Style} from '../../terminal/style.ts';
import {truncate, width} from '../../terminal/width.ts';

const light = {top: '┌─┐', side: '│', bottom: '└─┘'} as const;
const heavy = {top: '┏━┓', side: '┃', bottom: '┗━┛'} as const;

/** Stands before what is selected. */
export const selectionMark: Span = {text: '▌', style: {color: 'cyan', bold: true}};

/** What a frame says in its upper edge, and how it looks. */
export interface FrameOptions {
	readonly title: string;
	readonly right?: string;
	/** The focused panel has the heavy frame. */
	readonly focused: boolean;
	readonly style?: Style;
	/** Lines of the content that are selected: a mark stands in the space before them. */
	readonly marked?: ReadonlySet<number>;
}

/** Content in a frame of exactly `columns` and `rows`; lines are cut or filled to fit. */
export function framed(
	content: readonly Line[],
	columns: number,
	rows: number,
	options: FrameOptions,
): readonly Line[] {
	const {top, side, bottom} = options.focused ? heavy : light;
	const style = options.focused ? {...options.style, bold: true} : (options.style ?? {dim: true});
	const inner = columns - 2;
	const edge: Line = [{text: side, style}];
	const lines: Line[] = [[{text: upperEdge(top, columns, options), style}]];
	for (let row = 0; row < rows - 2; row++) {
		const before: Span = options.marked?.has(row) ? selectionMark : {text: ' '};
		lines.push([...edge, ...fitLine([before, ...(content[row] ?? [])], inner), ...edge]);
	}
	lines.push([{text: `${bottom[0]}${bottom[1]!.repeat(inner)}${bottom[2]}`, style}]);
	return lines;
}

function upperEdge(top: string, columns: number, {title, right}: FrameOptions): string {
	const dash = top[1]!;
	const room = columns - 6;
	const left = ` ${truncate(title, room)} `;
	const rest = columns - 3 - width(left);
	const end = right && width(right) + 4 <= rest ? ` ${right} ${dash}` : '';
	return `${top[0]}${dash}${left}${dash.repeat(rest - width(end))}${end}${top[2]}`;
}

/** A rule over the whole width with a title in it. */
export function rule(title: string, columns: number, style: Style = {dim: true}): Line {
	const text = ` ── ${title} `;
	return [{text: text + '─'.repeat(Math.max(0, columns - width(text))), style}];
}

/** One line with something at its left and something at its right; the left gives way. */
export function leftAndRight(left: Line, right: Line, columns: number): Line {
	const room = Math.max(0, columns - lineWidth(right));
	// Where the left has to give way there is still a space between the two.
	if (lineWidth(left) < room) return [...fitLine(left, room), ...right];
	return [...fitLine(left, room - 1), {text: ' '}, ...right];
}
