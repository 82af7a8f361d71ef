/** A value that changes by events, and those who want to know when it has. */
export interface Store<State, Event> {
	/** The value now. */
	get(): State;
	/**
	 * Takes events in at once; subscribers are told at the frames' pace, of what is urgent (a person pressed a key)
	 * without waiting for the next frame.
	 */
	push(events: readonly Event[], urgent?: boolean): void;
	/** Calls back after changes, at most once a frame. Returns how to stop it. */
	subscribe(listener: () => void): () => void;
	/** Ends the timers. */
	close(): void;
}

/** When subscribers are told: what `setTimeout` and the clock are, so that tests can be exact. */
export interface Pace {
	readonly now: () => number;
	readonly after: (delayMs: number, run: () => void) => () => void;
}

const realPace: Pace = {
	now: () => performance.now(),
	after(delayMs, run) {
		const timer = setTimeout(run, delayMs);
		return () => clearTimeout(timer);
	},
};

/** At most this often subscribers are told of changes: 30 frames a second. */
export const frameMs = 1000 / 30;

/** What is urgent is told this long after the last telling at the latest: keys that are held down come no faster. */
export const urgentMs = 8;

/**
 * Makes a store. A change after a pause is told at once (in the same turn of the event loop all changes are told
 * together), further ones at most every frame; nothing is told when nothing changed.
 */
export function createStore<State, Event>(
	reduce: (state: State, event: Event) => State,
	initial: State,
	pace: Pace = realPace,
): Store<State, Event> {
	let state = initial;
	let toldAt = Number.NEGATIVE_INFINITY;
	let pending: {readonly at: number; readonly cancel: () => void} | undefined;
	const listeners = new Set<() => void>();
	const tell = () => {
		pending = undefined;
		toldAt = pace.now();
		for (const listener of listeners) listener();
	};
	return {
		get: () => state,
		push(events, urgent = false) {
			const next = events.reduce(reduce, state);
			if (next === state) return;
			state = next;
			const at = Math.max(pace.now(), toldAt + (urgent ? urgentMs : frameMs));
			if (pending && pending.at <= at) return;
			pending?.cancel();
			pending = {at, cancel: pace.after(Math.max(0, at - pace.now()), tell)};
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close() {
			pending?.cancel();
			listeners.clear();
		},
	};
}
