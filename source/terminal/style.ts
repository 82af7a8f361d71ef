import {padEnd, truncate, width} from './width.ts';

/** The terminal's own 16 colours, with the SGR code of each as a foreground (ECMA-48, and xterm for 90 to 97). */
const colorCodes = {
	black: 30,
	red: 31,
	green: 32,
	yellow: 33,
	blue: 34,
	magenta: 35,
	cyan: 36,
	white: 37,
	gray: 90,
	redBright: 91,
	greenBright: 92,
	yellowBright: 93,
	blueBright: 94,
	magentaBright: 95,
	cyanBright: 96,
	whiteBright: 97,
} as const;

const attributeCodes = {bold: 1, dim: 2, underline: 4, inverse: 7} as const;

export type Color = keyof typeof colorCodes;

/** How a span looks. */
export interface Style {
	readonly color?: Color;
	readonly bold?: boolean;
	readonly dim?: boolean;
	readonly underline?: boolean;
	readonly inverse?: boolean;
}

/** A piece of one line. Its text is visible already, and has no newline. */
export interface Span {
	readonly text: string;
	readonly style?: Style;
}

/** One line of the screen, from left to right. */
export type Line = readonly Span[];

function codesOf(style: Style, color: boolean): number[] {
	const codes: number[] = [];
	for (const attribute of ['bold', 'dim', 'underline', 'inverse'] as const) {
		if (style[attribute] === true) {
			codes.push(attributeCodes[attribute]);
		}
	}
	if (color && style.color !== undefined) {
		codes.push(colorCodes[style.color]);
	}
	return codes;
}

/** The line as text with SGR sequences; without `color` (NO_COLOR) bold, dim, underline and inverse stay. */
export function paint(line: Line, options: {readonly color: boolean}): string {
	let painted = '';
	for (const span of line) {
		const codes = span.style === undefined ? [] : codesOf(span.style, options.color);
		painted +=
			codes.length === 0 || span.text === '' ? span.text : `\u001b[${codes.join(';')}m${span.text}\u001b[0m`;
	}
	return painted;
}

/** Columns that a line takes. */
export function lineWidth(line: Line): number {
	let columns = 0;
	for (const span of line) {
		columns += width(span.text);
	}
	return columns;
}

/** The line in exactly the columns: filled up with spaces, or shortened with `…`. */
export function fitLine(line: Line, columns: number): Line {
	const missing = columns - lineWidth(line);
	if (missing >= 0) {
		return missing === 0 ? line : [...line, {text: ' '.repeat(missing)}];
	}
	const fitted: Span[] = [];
	let room = Math.max(0, columns);
	for (const span of line) {
		const taken = width(span.text);
		if (taken < room) {
			fitted.push(span);
			room -= taken;
			continue;
		}
		// The space makes it too long for certain: the `…` also stands for the spans after this one.
		fitted.push({...span, text: padEnd(truncate(`${span.text} `, room), room)});
		break;
	}
	return fitted;
}

/** Several lines side by side as one, with an optional span between them. */
export function joinLines(lines: readonly Line[], separator?: Span): Line {
	return lines.flatMap((line, index) => (index > 0 && separator !== undefined ? [separator, ...line] : line));
}
