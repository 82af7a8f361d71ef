import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import {limits} from '../../source/cluster/limits.ts';
import {reduce} from '../../source/cluster/reduce.ts';
import {emptySnapshot} from '../../source/cluster/snapshot.ts';
import {loadScript} from '../../source/scripts/load.ts';
import {advance, newRun} from '../../source/scripts/run/advance.ts';
import type {RunEffect, RunInput} from '../../source/scripts/run/state.ts';
import {freshCluster, positionAt} from '../cluster/story.ts';

/** A step that a student does; the cluster and the clock are the test's. */
function begin(rest: string, since?: ReadonlyMap<string, bigint>) {
	const text = `format: 1\ntitle: T\nabout: A.\nsteps:\n  - id: one\n    title: One\n    say: Hello.\n    solution: [{run: "INSERT INTO a VALUES (1);", on: primary}]\n    hints: [INSERT]\n${rest}`;
	const {script} = loadScript(text);
	if (!script) throw new Error(`The test's script has mistakes:\n${text}`);
	let state = newRun(script, 1, 'student');
	let snapshot = emptySnapshot;
	let nowMs = 0;
	const effects: RunEffect[] = [];
	const take = (input: RunInput) => {
		const next = advance(state, input, {nowMs, rowsOf: () => undefined});
		state = next.state;
		effects.push(...next.effects);
	};
	const see = (...events: readonly ClusterEvent[]) => {
		snapshot = events.reduce(reduce, snapshot);
		take({type: 'seen', snapshot});
	};
	see(...freshCluster());
	take({type: 'begin', stage: 0, ...(since && {since})});
	return {
		see,
		take,
		/** Time passes. */
		wait(ms: number) {
			nowMs += ms;
			take({type: 'time'});
		},
		/** The primary, and the replica with it, come to a TXID. */
		commit(txid: bigint) {
			for (const node of ['primary', 'replica-1'])
				see({type: 'position', atMs: 1, node, position: positionAt(txid)});
		},
		phase: () => state.play?.phase,
		findings: () => state.play?.verdicts.map(({about, finding}) => `${about}: ${finding}`),
		sent: () => effects.flatMap(effect => (effect.type === 'send' ? [effect.command.type] : [])),
	};
}

const moves = '    then: [{moved: primary, by: 1}]\n';

describe('a step that a student does', () => {
	it('runs nothing for them, and takes as long as they take', () => {
		const step = begin(moves);
		expect(step.phase()).toBe('ready');
		step.take({type: 'go'});
		step.wait(100 * limits.scriptWaitMs);
		expect([step.phase(), step.sent()]).toEqual(['ready', []]);
		expect(step.findings()).toEqual(['primary is 1 TXID further: fail']);
		step.commit(2n);
		expect(step.phase()).toBe('passed');
	});

	it('does what it prepares before they begin', () => {
		const step = begin(`    do: [{stop: replica}]\n${moves}`);
		expect([step.phase(), step.sent()]).toEqual(['preparing', ['stop']]);
	});

	it('is no mistake where something is so already', () => {
		const step = begin('    then: [{role: primary, on: primary}, {moved: primary, by: 1}]\n');
		expect(step.phase()).toBe('ready');
		expect(step.findings()).toEqual(['primary is the primary: pass', 'primary is 1 TXID further: fail']);
	});

	it('waits without an end for what has to be so before it, and counts from then on', () => {
		const step = begin(`${moves}    holds: [{identical: replica}]\n`);
		step.see({type: 'position', atMs: 1, node: 'primary', position: positionAt(2n)});
		expect(step.phase()).toBe('ready');
		const late = begin(`${moves}    holds: [{status: stopped, on: replica}]\n`);
		late.wait(100 * limits.scriptWaitMs);
		expect([late.phase(), late.findings()]).toEqual([
			'before',
			['replica is stopped: fail', 'primary is 1 TXID further: fail'],
		]);
		late.commit(2n);
		late.see(...stoppedReplica());
		expect([late.phase(), late.findings()?.[0]]).toEqual(['ready', 'primary is 1 TXID further: fail']);
	});

	it('goes on counting from where the step began, where it was left and is gone on with', () => {
		const step = begin(moves.replace('by: 1', 'by: 3'), new Map([['primary', 0n]]));
		expect(step.findings()).toEqual(['primary is 3 TXIDs further: fail']);
		step.commit(3n);
		expect(step.phase()).toBe('passed');
	});

	it('is played for them when they ask for the solution', () => {
		const step = begin(moves);
		step.take({type: 'solve'});
		expect(step.sent()).toEqual([]);
		step.take({type: 'go'});
		expect([step.phase(), step.sent()]).toEqual(['acting', ['run']]);
	});
});

function stoppedReplica(): readonly ClusterEvent[] {
	return freshCluster().flatMap(event =>
		event.type === 'node' && event.node.role === 'replica'
			? [{...event, node: {...event.node, status: 'stopped' as const}}]
			: [],
	);
}
