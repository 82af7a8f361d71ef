import {describe, expect, it} from 'vitest';
import {createStore, frameMs, type Pace, urgentMs} from '../../source/store/store.ts';

/** A clock that moves only when told to. */
function stoppedClock() {
	let now = 0;
	let waiting: {readonly at: number; readonly run: () => void}[] = [];
	const pace: Pace = {
		now: () => now,
		after(delayMs, run) {
			const timer = {at: now + delayMs, run};
			waiting.push(timer);
			return () => {
				waiting = waiting.filter(other => other !== timer);
			};
		},
	};
	return {
		pace,
		advance(ms: number) {
			now += ms;
			const due = waiting.filter(({at}) => at <= now);
			waiting = waiting.filter(({at}) => at > now);
			for (const {run} of due) run();
		},
	};
}

const sum = (total: number, added: number) => total + added;

describe('a store', () => {
	it('has a change at once and tells of it in the same turn when there was a pause', () => {
		const {pace, advance} = stoppedClock();
		const store = createStore(sum, 0, pace);
		let told = 0;
		store.subscribe(() => told++);
		store.push([1, 2]);
		expect(store.get()).toBe(3);
		advance(0);
		expect(told).toBe(1);
	});

	it('tells at most once a frame, however much happens', () => {
		const {pace, advance} = stoppedClock();
		const store = createStore(sum, 0, pace);
		let told = 0;
		store.subscribe(() => told++);
		for (let ms = 0; ms < 1000; ms++) {
			store.push([1]);
			advance(1);
		}
		expect(store.get()).toBe(1000);
		expect(told).toBeLessThanOrEqual(Math.ceil(1000 / frameMs) + 1);
		expect(told).toBeGreaterThan(20);
	});

	it('tells of what is urgent without waiting for the next frame', () => {
		const {pace, advance} = stoppedClock();
		const store = createStore(sum, 0, pace);
		let told = 0;
		store.subscribe(() => told++);
		store.push([1]);
		advance(0);
		store.push([1]);
		store.push([1], true);
		advance(urgentMs);
		expect(told).toBe(2);
		advance(1000);
		expect(told).toBe(2);
	});

	it('tells nothing when nothing changed', () => {
		const {pace, advance} = stoppedClock();
		const store = createStore(sum, 0, pace);
		let told = 0;
		store.subscribe(() => told++);
		store.push([]);
		store.push([0]);
		advance(1000);
		expect(told).toBe(0);
	});
});
