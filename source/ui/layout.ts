import {rowsAcross} from './script/panel.ts';
import {besideColumns, scriptPlace} from './script/place.ts';
import type {View} from './view.ts';

/** Below this litescope says what it needs instead of drawing. */
export const floor = {columns: 60, rows: 16} as const;

/** The least that a pane is useful in. */
const paneColumns = 40;

/**
 * Rows that the panes keep whatever a script says, and those below which first the transactions give way to it, then
 * its empty lines to the panes.
 */
const leastPaneRows = 8;
const easyPaneRows = 11;

const nothingSaid = {easy: 0, dense: 0, least: undefined};

/** Where everything is, in rows and columns of the terminal. The rows add up to the terminal's. */
export interface Layout {
	readonly columns: number;
	readonly rows: number;
	/** Little room: rules instead of frames, shorter words. */
	readonly compact: boolean;
	/** Columns of each pane, frame included; with `besideColumns` they add up to `columns`. Empty while another panel has the screen. */
	readonly panes: readonly number[];
	/** Rows of the panes, frame included. */
	readonly paneRows: number;
	/** Rows of the list of transactions, with its rule or frame. 0 when it is not shown. */
	readonly transactionRows: number;
	/** Columns of a lesson's text at the left of the panes and the transactions; 0 where it is not there. */
	readonly besideColumns: number;
	/** Rows of a script's text above the panes or below the transactions; 0 where it is not there. */
	readonly acrossRows: number;
	/** Rows that the prompt may take. */
	readonly promptRows: number;
	/** Rows around the prompt: an empty one before it, and behind it those of the messages. */
	readonly spaceRows: number;
}

/** Works out the layout, from the rows that the prompt's text wants and those that messages take. */
export function layoutOf({snapshot, screen}: View, promptLines: number, messageRows: number): Layout {
	const {columns, rows, zoom, focus} = screen;
	const beside = besideColumns(screen);
	const compact = columns - beside < 100 || rows < 30;
	const promptRows = Math.max(1, Math.min(promptLines, Math.floor(rows / 3)));
	// The row behind the prompt has messages; the one before it is given up first.
	const spaceRows = (rows < 20 ? 0 : 1) + messageRows;
	const between = rows - 2 - promptRows - spaceRows;
	const full = zoom === 'full';
	const half = zoom === 'half';
	const place = scriptPlace(screen);
	const said = place === undefined || place === 'beside' ? nothingSaid : rowsAcross(screen, columns);
	const usualRows = rows < 20 ? 0 : compact ? 3 : rows < 45 ? 4 : 10;
	// What grows around the prompt takes first what a demo's text does not need now, so that the panes stay.
	const grownRows = said.least === undefined ? 0 : promptRows + messageRows - 2;
	const calm = between + grownRows;
	const givesWay = said.easy > 0 && focus !== 'transactions' && calm - said.easy - usualRows < easyPaneRows;
	const listRows = givesWay ? 0 : usualRows;
	const wanted =
		focus === 'transactions'
			? full
				? between
				: half
					? Math.floor(between / 2)
					: listRows
			: full
				? 0
				: listRows;
	// Where there is hardly any room, what is said and the panes share it.
	const keptRows = Math.min(leastPaneRows, Math.floor(between / 2));
	const forBoth = between - Math.min(wanted, listRows);
	const easyRows = Math.max(said.dense, Math.min(said.easy, forBoth + grownRows - easyPaneRows));
	const leftRows = Math.max(said.least ?? 0, easyRows - grownRows);
	const acrossRows = Math.max(0, Math.min(leftRows, forBoth - keptRows));
	const transactionRows = Math.min(wanted, between - acrossRows);
	const paneRows = between - acrossRows - transactionRows;
	return {
		columns,
		rows,
		compact,
		panes: paneRows === 0 ? [] : paneWidths(columns - beside, snapshot.nodes.length, focus, zoom),
		paneRows,
		transactionRows,
		besideColumns: beside,
		acrossRows,
		promptRows,
		spaceRows,
	};
}

/** How many panes find room side by side. */
export function panesThatFit(columns: number): number {
	return Math.max(2, Math.floor(columns / paneColumns));
}

function paneWidths(
	columns: number,
	nodes: number,
	focus: View['screen']['focus'],
	zoom: View['screen']['zoom'],
): readonly number[] {
	const count = Math.max(1, Math.min(nodes, nodes <= panesThatFit(columns) ? nodes : 2));
	if (typeof focus === 'number' && zoom === 'full')
		return Array.from({length: count}, (_, index) => (index === focus ? columns : 0));
	const focused = typeof focus === 'number' && zoom === 'half' ? focus : -1;
	const parts = Array.from({length: count}, (_, index) => (index === focused ? 2 : 1));
	const total = parts.reduce((sum, part) => sum + part, 0);
	let left = columns;
	return parts.map((part, index) => {
		const size = index === count - 1 ? left : Math.floor((columns * part) / total);
		left -= size;
		return size;
	});
}
