import type {Verdict} from '../../scripts/verdict.ts';

/** Finds out what is not so for a while: what is not so for a moment while something arrives is nothing to tell. */
export interface Broken {
	/** The places of the verdicts that have not been a pass for long. */
	update(verdicts: readonly Verdict[]): ReadonlySet<number>;
	close(): void;
}

/** `later` is called when there may be more of them. */
export function createBroken(patienceMs: number, later: () => void): Broken {
	let since = new Map<number, number>();
	let timer: NodeJS.Timeout | undefined;
	return {
		update(verdicts) {
			clearTimeout(timer);
			const now = performance.now();
			since = new Map(
				verdicts.flatMap(({finding, isPending}, index) =>
					finding === 'pass' || isPending ? [] : [[index, since.get(index) ?? now] as const],
				),
			);
			const waits = [...since.values()].map(began => began + patienceMs - now).filter(wait => wait > 0);
			if (waits.length > 0) timer = setTimeout(later, Math.ceil(Math.min(...waits)) + 1);
			return new Set([...since].filter(([, began]) => now - began >= patienceMs).map(([index]) => index));
		},
		close: () => clearTimeout(timer),
	};
}
