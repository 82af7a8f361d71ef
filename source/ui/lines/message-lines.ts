import type {Line, Style} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {width} from '../../terminal/width.ts';
import type {Message} from '../screen/state.ts';
import type {View} from '../view.ts';
import {wrapLine} from './wrap-line.ts';

const styles: Readonly<Record<Message['level'], Style>> = {
	info: {dim: true},
	warning: {color: 'yellow'},
	error: {color: 'red'},
};

/** Rows that a message takes at the most. */
const messageRows = 4;

/**
 * The lines over the footer, one at least: what can be completed, else a word to the person, else the cluster's last
 * notice.
 */
export function messageLines({snapshot, screen}: View, columns: number): readonly Line[] {
	if (screen.completion && screen.completion.candidates.length > 1)
		return [candidates(screen.completion, columns)];
	const {message} = screen;
	if (message) return said(message.text, styles[message.level], columns);
	const notice = snapshot.notices.at(-1);
	if (!notice || screen.nowMs - notice.atMs > noticeMs) return [[]];
	return said(notice.text, styles[notice.level], columns);
}

function said(text: string, style: Style, columns: number): readonly Line[] {
	const lines = wrapLine([{text: visible(text), style}], columns - 2);
	const shown =
		lines.length > messageRows ? [...lines.slice(0, messageRows - 1), [{text: '…', style}]] : lines;
	return shown.map((line): Line => [{text: ' '}, ...line]);
}

/** How long a notice of the cluster's stands, in milliseconds. */
export const noticeMs = 15_000;

function candidates(
	{candidates: all, index}: NonNullable<View['screen']['completion']>,
	columns: number,
): Line {
	const line: {text: string; style?: Style}[] = [{text: ' '}];
	let room = columns - 4;
	// The chosen one is always among those that are shown.
	const start = Math.max(0, index - 3);
	for (const [offset, {text}] of all.slice(start).entries()) {
		const shown = visible(text);
		if (width(shown) + 2 > room) {
			line.push({text: '…', style: {dim: true}});
			break;
		}
		line.push(start + offset === index ? {text: shown, style: {inverse: true}} : {text: shown}, {text: '  '});
		room -= width(shown) + 2;
	}
	return line;
}
