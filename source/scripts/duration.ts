/** Milliseconds of each unit that a time may be written in. */
const units: Readonly<Record<string, number>> = {ms: 1, s: 1000};

/** A time as scripts have it, such as `200ms` or `1.5s`. */
export const durationPattern = /^(\d+(?:\.\d+)?)(ms|s)$/;

/** A time as a script has it, in milliseconds. It must match the pattern. */
export function parseDuration(text: string): number {
	const [, number = '', unit = ''] = durationPattern.exec(text) ?? [];
	return Math.round(Number(number) * (units[unit] ?? Number.NaN));
}
