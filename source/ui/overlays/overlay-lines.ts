import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import type {Keymap} from '../keys/keymap.ts';
import {framed} from '../lines/frame.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {Overlay, TextOverlay} from '../screen/overlay.ts';
import {stepText} from '../script/step-text.ts';
import type {View} from '../view.ts';
import {cellText} from './cell-text.ts';
import {explanationText} from './explanation-text.ts';
import {gridLines} from './grid.ts';
import {helpText} from './help-text.ts';
import {keysText} from './keys-text.ts';
import {paletteLines} from './palette-list.ts';
import {transactionText} from './transaction-text.ts';

/** Whether an overlay is a text that scrolls. */
export function isText(overlay: Overlay): overlay is TextOverlay {
	return ['keys', 'explanation', 'cell', 'transaction', 'help', 'step', 'log'].includes(overlay.kind);
}

/** The whole text of an overlay that scrolls, none of its lines wider than `columns`. */
export function textOf(view: View, overlay: TextOverlay, keymap: Keymap, columns: number): readonly Line[] {
	switch (overlay.kind) {
		case 'keys':
			return keysText(view, keymap, columns);
		case 'explanation':
			return explanationText(view, overlay.node, overlay.statement, columns);
		case 'cell':
			return cellText(view, overlay.statement, overlay.row, overlay.column, columns);
		case 'transaction':
			return transactionText(view, overlay.txid, columns);
		case 'help':
			return helpText(columns);
		case 'step':
			return stepText(view, columns);
		case 'log':
			return overlay.lines.flatMap(line => wrapLine([{text: visible(line)}], columns, 4));
	}
}

function titleOf(overlay: TextOverlay): string {
	switch (overlay.kind) {
		case 'keys':
			return 'keys';
		case 'explanation':
			return 'why';
		case 'cell':
			return 'value';
		case 'transaction':
			return `transaction ${overlay.txid.toString(16).padStart(2, '0')}`;
		case 'help':
			return 'help';
		case 'step':
			return 'step';
		case 'log':
			return `log of ${visible(overlay.node)}`;
	}
}

/** Columns and rows that a text has in an overlay of a size. */
export function textRoom(columns: number, rows: number): {readonly columns: number; readonly rows: number} {
	return {columns: columns - 4, rows: rows - 2};
}

/** An overlay that covers the screen between the top line and the footer, as lines of exactly that size. */
export function overlayLines(
	view: View,
	overlay: Overlay,
	keymap: Keymap,
	columns: number,
	rows: number,
): readonly Line[] {
	if (overlay.kind === 'grid') return gridLines(view, overlay, columns, rows);
	if (overlay.kind === 'palette') {
		const lines = paletteLines(view, overlay, keymap, rows - 2);
		return framed(lines, columns, rows, {title: 'palette', right: 'Enter does it', focused: true});
	}
	if (overlay.kind === 'choose')
		return framed(chooseLines(overlay, rows - 2), columns, rows, {title: 'which one', focused: true});
	if (!isText(overlay)) return [];
	const room = textRoom(columns, rows);
	const lines = textOf(view, overlay, keymap, room.columns);
	const top = Math.max(0, Math.min(overlay.top, lines.length - room.rows));
	const last = Math.min(lines.length, top + room.rows);
	const range = lines.length > room.rows ? `${top + 1}–${last} of ${lines.length} lines` : '';
	const right =
		overlay.kind === 'explanation' ? ['F1 lists the keys', range].filter(Boolean).join(' · ') : range;
	return framed(lines.slice(top, last), columns, rows, {title: titleOf(overlay), right, focused: true});
}

function chooseLines(
	{question, items, index}: Extract<Overlay, {kind: 'choose'}>,
	rows: number,
): readonly Line[] {
	const room = Math.max(1, rows - 2);
	const top = Math.max(0, Math.min(index - Math.floor(room / 2), items.length - room));
	return [
		[{text: visible(question), style: {bold: true}}],
		[],
		...items.slice(top, top + room).map((item, offset): Line => {
			const isChosen = top + offset === index;
			return [
				{text: isChosen ? '▸ ' : '  ', style: {color: 'cyan', bold: true}},
				{text: visible(item), style: {bold: isChosen}},
			];
		}),
	];
}
