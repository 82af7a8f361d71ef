import {toLiteral} from '../../sqlite/values.ts';
import {overlayRows} from '../frame-of.ts';
import {cellOf} from '../lines/cell.ts';
import {gridRows, gridWidths, numberColumns} from '../overlays/grid.ts';
import type {Overlay} from '../screen/overlay.ts';
import type {View} from '../view.ts';
import {changeTop, close, open, type Step, say} from './step.ts';

type Grid = Extract<Overlay, {kind: 'grid'}>;

/** The grid on top, with its result; undefined where there is none. */
function gridOf(view: View) {
	const overlay = view.screen.overlays.at(-1);
	const result = overlay?.kind === 'grid' ? view.results.get(overlay.statement) : undefined;
	return overlay?.kind === 'grid' && result ? {overlay, result} : undefined;
}

/** The grid with another cell selected, scrolled so that the cell is on the screen. */
function select(view: View, overlay: Grid, row: number, column: number): Step {
	const result = view.results.get(overlay.statement);
	if (!result) return {screen: view.screen};
	const to = {
		row: Math.min(Math.max(row, 0), Math.max(0, result.rows.length - 1)),
		column: Math.min(Math.max(column, 0), result.columns.length - 1),
	};
	const rows = gridRows(overlayRows(view));
	const top = Math.max(Math.min(overlay.top, to.row), to.row - rows + 1);
	const widths = gridWidths(result);
	const start = widths.slice(0, to.column).reduce((sum, size) => sum + size + 2, 0);
	const room = view.screen.columns - 4 - numberColumns(result) - 1;
	const left = Math.max(Math.min(overlay.left, start), start + widths[to.column]! - room);
	return {screen: changeTop(view.screen, {...overlay, ...to, top, left: Math.min(left, start)})};
}

/** Moves the selected cell. */
export function moveInGrid(view: View, {x = 0, y = 0}: {readonly x?: number; readonly y?: number}): Step {
	const grid = gridOf(view);
	return grid
		? select(view, grid.overlay, grid.overlay.row + y, grid.overlay.column + x)
		: {screen: view.screen};
}

/** Moves the selected cell by pages. */
export function pageInGrid(view: View, by: 'page' | 'half', direction: -1 | 1): Step {
	const rows = gridRows(overlayRows(view));
	return moveInGrid(view, {y: direction * (by === 'page' ? rows : Math.max(1, Math.floor(rows / 2)))});
}

/** Goes to the first or last row. */
export function moveToInGrid(view: View, end: 'first' | 'last'): Step {
	const grid = gridOf(view);
	return grid
		? select(view, grid.overlay, end === 'first' ? 0 : grid.result.rows.length - 1, grid.overlay.column)
		: {screen: view.screen};
}

/** Opens the selected cell as a whole. */
export function openCell(view: View): Step {
	const grid = gridOf(view);
	if (!grid || grid.result.rows.length === 0) return {screen: view.screen};
	const {statement, row, column} = grid.overlay;
	return {screen: open(view.screen, {kind: 'cell', statement, row, column, top: 0})};
}

/** Copies the selected cell as text, or its row as tab-separated values. */
export function copyFromGrid(view: View, what: 'cell' | 'row'): Step {
	const grid = gridOf(view);
	const row = grid?.result.rows[grid.overlay.row];
	if (!grid || !row) return say(view.screen, 'There is nothing to copy.');
	const plain = (value: (typeof row)[number]) =>
		typeof value === 'string'
			? value
			: value === null
				? 'NULL'
				: typeof value === 'bigint'
					? String(value)
					: toLiteral(value);
	const text = what === 'row' ? row.map(plain).join('\t') : plain(row[grid.overlay.column]!);
	return {screen: view.screen, effects: [{type: 'copy', text, what}]};
}

/** Begins to type a search. */
export function beginSearch(view: View): Step {
	const grid = gridOf(view);
	if (!grid) return say(view.screen, 'Search is for results: open one first.');
	return {screen: changeTop(view.screen, {...grid.overlay, searching: true, search: {text: '', cursor: 0}})};
}

/** Goes to the next cell that the search finds, or the one before. */
export function searchOn(view: View, direction: -1 | 1): Step {
	const grid = gridOf(view);
	const wanted = grid?.overlay.search?.text.toLowerCase();
	if (!grid) return {screen: view.screen};
	if (!wanted) return say(view.screen, 'There is no search yet: / begins one.');
	const {overlay, result} = grid;
	const done: Grid = {...overlay, searching: false};
	const across = result.columns.length;
	const total = result.rows.length * across;
	const at = overlay.row * across + overlay.column;
	// While it is typed the cell that one is on counts; afterwards it does not.
	for (let step = overlay.searching ? 0 : 1; step <= total; step++) {
		const place = (((at + direction * step) % total) + total) % total;
		const value = result.rows[Math.floor(place / across)]![place % across]!;
		if (cellOf(value).text.toLowerCase().includes(wanted))
			return select(
				{...view, screen: changeTop(view.screen, done)},
				done,
				Math.floor(place / across),
				place % across,
			);
	}
	return say(changeTop(view.screen, done), `Nothing here has "${overlay.search?.text}" in it.`);
}

/** Asks where to write the result. */
export function askExport(view: View, statement: string | undefined): Step {
	const result = statement === undefined ? undefined : view.results.get(statement);
	if (!result || statement === undefined) return say(view.screen, 'There is no result here to export.');
	const text = 'result.csv';
	return {
		screen: open(view.screen, {
			kind: 'ask',
			what: 'export',
			question: `Write ${result.rows.length} rows to (.csv, .json or .txt):`,
			field: {text, cursor: text.length, suggested: true},
			statement,
		}),
	};
}

/** Closes the grid. */
export function closeGrid(view: View): Step {
	return {screen: close(view.screen)};
}
