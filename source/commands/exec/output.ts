import type {ClusterEvent} from '../../cluster/event.ts';
import type {RowSink} from '../../drivers/driver.ts';
import {formatCsv} from '../../results/format-csv.ts';
import {formatJson} from '../../results/format-json.ts';
import {formatTable, type TextLook} from '../../results/format-table.ts';
import type {ResultFormat} from '../../results/result-format.ts';
import {visible} from '../../terminal/visible.ts';
import {width} from '../../terminal/width.ts';
import type {CommandIo} from '../command-io.ts';

const look: TextLook = {visible: text => visible(text), width};

const formats = {
	table: (node?: string) => formatTable(look, node),
	json: formatJson,
	csv: formatCsv,
} as const satisfies Record<string, (node?: string) => ResultFormat>;

export type OutputFormat = keyof typeof formats;

export const outputFormats = Object.keys(formats) as readonly OutputFormat[];

/** What stands between two results. */
const gaps: Readonly<Record<OutputFormat, string>> = {table: '\n', json: '', csv: '\r\n'};

/** Writes results as they come, one statement's after the other's. */
export interface Output {
	readonly sink: RowSink;
	/** Results from here on are of this node, and say so where there are several. */
	target(node: string, labelled: boolean): void;
	/** Ends a result when its statement has ended. */
	take(event: ClusterEvent): void;
	/** Resolves when all is written. Rejects when nobody reads it. */
	written(): Promise<void>;
}

/** Makes the output in a format. */
export function createOutput(name: OutputFormat, io: CommandIo): Output {
	let label: string | undefined;
	let results = 0;
	let current:
		| {readonly id: string; readonly format: ResultFormat; begin(): string; hasBegun(): boolean}
		| undefined;
	let written = Promise.resolve();
	// What a terminal would obey is made visible there; in a file every byte stays what it is.
	const safe = (text: string) => (io.outIsTerminal && name === 'csv' ? visible(text, {lines: true}) : text);
	const write = (text: string): Promise<void> => {
		if (text !== '') written = written.then(() => io.out(safe(text)));
		// Whoever awaits it is told; nobody may be waiting at the moment it fails.
		written.catch(() => {});
		return written;
	};
	return {
		sink: {
			open(id, columns) {
				const format = formats[name](label);
				// A statement that fails before its first row has no result.
				let begun = false;
				const begin = () => {
					if (begun) return '';
					begun = true;
					const gap = results > 0 ? gaps[name] : '';
					results += 1;
					return gap + format.open(columns);
				};
				current = {id, format, begin, hasBegun: () => begun};
			},
			rows(id, rows) {
				if (current?.id !== id) return undefined;
				return write(current.begin() + current.format.rows(rows));
			},
		},
		target(node, labelled) {
			label = labelled ? node : undefined;
		},
		take(event) {
			if (event.type !== 'outcome' || event.outcome.id !== current?.id) return;
			if (current.hasBegun() || event.outcome.status === 'ok')
				void write(current.begin() + current.format.close());
			current = undefined;
		},
		written: () => written,
	};
}
