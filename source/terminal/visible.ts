import {isNarrow, width} from './width.ts';

/** Columns between tab stops, where text is shown in lines. */
export const tabColumns = 4;

/**
 * What a terminal would act on, hide or reorder, and what readers cannot see: controls, lone surrogates, line and
 * paragraph separators, everything Unicode calls default ignorable (zero-width, bidi controls, fillers, tags,
 * variation selectors), interlinear annotations, marks without a base, and marks piled higher than any script
 * piles them. The exceptions are in `isOrdinary`.
 */
const suspicious =
	/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]|(?<![^\p{Cc}\p{Cs}\p{Zl}\p{Zp}])\p{M}|(?<=\p{M}{8})\p{M}/gu;

const pictograph = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?$/u;

/** Whether an ignorable character does its ordinary work here: in an emoji, or between letters of a script. */
function isOrdinary(character: string, before: string, after: string): boolean {
	switch (character) {
		case '\u200d':
			return (
				(pictograph.test(before) && /^\p{Extended_Pictographic}/u.test(after)) ||
				betweenLetters(before, after)
			);
		case '\u200c':
			return betweenLetters(before, after);
		case '\ufe0e':
		case '\ufe0f':
			return (
				/\p{Extended_Pictographic}$/u.test(before) || (/[#*0-9]$/.test(before) && after.startsWith('\u20e3'))
			);
		default:
			return false;
	}
}

function betweenLetters(before: string, after: string): boolean {
	return (
		/(?![ -~\p{Default_Ignorable_Code_Point}])[\p{L}\p{M}]$/u.test(before) && /^(?![ -~])\p{L}/u.test(after)
	);
}

function picture(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	if (character === '\n') {
		return '⏎';
	}
	if (code < 0x20) {
		return String.fromCharCode(0x2400 + code);
	}
	return code === 0x7f ? '␡' : `\\u{${code.toString(16).padStart(2, '0')}}`;
}

function expandTabs(line: string): string {
	let expanded = '';
	let column = 0;
	for (const [index, part] of line.split('\t').entries()) {
		const spaces = index === 0 ? 0 : tabColumns - (column % tabColumns);
		expanded += ' '.repeat(spaces) + part;
		column += spaces + width(part);
	}
	return expanded;
}

/**
 * Makes an untrusted text safe to send to a terminal, and readable: controls become their pictures (`␛`), a
 * newline `⏎`, and what cannot be seen or reorders the line becomes `\u{202e}`. Accents and emoji stay.
 * With `lines` newlines stay newlines, and tabs become spaces up to the next stop.
 */
export function visible(text: string, options: {readonly lines?: boolean} = {}): string {
	if (isNarrow(text)) {
		return text;
	}
	const lines = options.lines === true;
	const shown = text.replace(suspicious, (character, offset: number) => {
		if (lines && (character === '\n' || character === '\t')) {
			return character;
		}
		const before = text.slice(Math.max(0, offset - 3), offset);
		const after = text.slice(offset + character.length, offset + character.length + 2);
		return isOrdinary(character, before, after) ? character : picture(character);
	});
	return lines && shown.includes('\t') ? shown.split('\n').map(expandTabs).join('\n') : shown;
}
