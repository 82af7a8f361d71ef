/** A duration for people: `<1 ms`, `6 ms`, `1.9 ms` (below ten), `1.2 s`, `3 min 20 s`. */
export function formatMs(ms: number): string {
	if (ms < 1) return '<1 ms';
	if (ms < 9.95) return `${ms.toFixed(1)} ms`;
	if (ms < 999.5) return `${Math.round(ms)} ms`;
	if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
	const seconds = Math.round(ms / 1000);
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A duration without fractions of a millisecond, where it is one of many: `<1 ms`, `6 ms`, `1.2 s`. */
export function formatRounded(ms: number): string {
	return ms >= 1 && ms < 9.95 ? `${Math.round(ms)} ms` : formatMs(ms);
}

/** How long a transaction took to a replica: `<1 ms`, `+6 ms`. */
export function formatTook(ms: number): string {
	return ms < 1 ? '<1 ms' : `+${formatRounded(ms)}`;
}

/** A whole number with its digits grouped in thousands. */
export function formatCount(count: number | bigint): string {
	return count.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `1 row`, `2 rows`, `1,000 rows`. */
export function counted(count: number | bigint, one: string, many = `${one}s`): string {
	return `${formatCount(count)} ${count === 1 || count === 1n ? one : many}`;
}

/** The time of day, to the millisecond: `17:40:09.812`. Takes milliseconds since the epoch. */
export function formatTime(at: number): string {
	const date = new Date(at);
	const two = (part: number) => String(part).padStart(2, '0');
	const ms = String(date.getMilliseconds()).padStart(3, '0');
	return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}

const blocks = '▁▂▃▄▅▆▇█';

/** The last `columns` of some durations as blocks, the highest of them full, though never for less than 10 ms. */
export function sparkline(values: readonly number[], columns: number): string {
	const shown = values.slice(-columns);
	const highest = Math.max(10, ...shown);
	return shown.map(value => blocks[Math.min(7, Math.floor((value / highest) * 8))]).join('');
}
