/** One measured figure, what it was aimed at, and the same of a peer, measured in the same run. */
export interface Row {
	readonly what: string;
	readonly litescope: string;
	readonly peer: string;
	readonly goal: string;
}

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
	const lines = [
		['measured', 'litescope', 'peer, in the same run unless it says elsewhere', 'goal'],
		['---', '---', '---', '---'],
		...rows.map(({what, litescope, peer, goal}) => [what, litescope, peer, goal]),
	];
	return lines.map(line => `| ${line.join(' | ')} |\n`).join('');
}

/** The value below which a part of the samples lies: 0.5 is the median. */
export function quantile(samples: readonly number[], part: number): number {
	const sorted = [...samples].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Median and 99th percentile of some milliseconds. */
export function spread(samples: readonly number[]): string {
	return `${milliseconds(quantile(samples, 0.5))} median, ${milliseconds(quantile(samples, 0.99))} p99`;
}

/** Milliseconds with as many digits as say something. */
export function milliseconds(value: number): string {
	return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
