import {describe, expect, it} from 'vitest';
import type {ClusterCommand} from '../../source/cluster/command.ts';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import {limits} from '../../source/cluster/limits.ts';
import {reduce} from '../../source/cluster/reduce.ts';
import {emptySnapshot} from '../../source/cluster/snapshot.ts';
import type {Outcome} from '../../source/cluster/statement.ts';
import type {PageAnswer} from '../../source/scripts/facts.ts';
import {loadScript} from '../../source/scripts/load.ts';
import {advance, awaitsGo, newRun} from '../../source/scripts/run/advance.ts';
import type {RunEffect, RunInput} from '../../source/scripts/run/state.ts';
import {freshCluster, positionAt} from '../cluster/story.ts';

/** A run whose cluster and clock are the test's. */
function start(text: string) {
	const {script} = loadScript(`format: 1\ntitle: T\nabout: A.\n${text}`);
	if (!script) throw new Error(`The test's script has mistakes:\n${text}`);
	let state = newRun(script);
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
	return {
		go: () => take({type: 'go'}),
		see,
		answer: (rows: readonly (readonly bigint[])[], id = asked().at(-1)!.id) =>
			take({type: 'answered', id, answer: {columns: ['a'], rows}}),
		serve: (id: string, answer: PageAnswer) => take({type: 'served', id, answer}),
		gets: () => effects.flatMap(effect => (effect.type === 'get' ? [effect] : [])),
		/** Time passes. */
		wait(ms: number) {
			nowMs += ms;
			take({type: 'time'});
		},
		phase: () => state.play?.phase,
		step: () => state.play?.stage.id,
		waits: () => awaitsGo(state),
		results: () => state.results.map(({stage, outcome}) => `${stage.id} ${outcome}`),
		wrong: () => state.play?.verdicts.map(({about, expected, actual}) => `${about}: ${expected} / ${actual}`),
		reason: () => state.play?.reason,
		sent: (): readonly ClusterCommand[] =>
			effects.flatMap(effect => (effect.type === 'send' ? [effect.command] : [])),
		asked,
		/** The statement that was sent last ends. */
		ended(change: Partial<Outcome> = {}) {
			const run = this.sent().findLast(command => command.type === 'run')!;
			for (const {id, sql} of run.type === 'run' ? run.statements : []) {
				see(
					{type: 'started', atMs: 1, id, node: run.node, sql, run: 'r'},
					{
						type: 'outcome',
						atMs: 2,
						outcome: {id, node: run.node, status: 'ok', durationMs: 1, inTransaction: false, ...change},
					},
				);
			}
		},
	};
	function asked() {
		return effects.flatMap(effect => (effect.type === 'ask' ? [effect] : []));
	}
}

const stepOf = (rest: string) => `steps:\n  - id: one\n    title: One\n    say: Hello.\n${rest}`;
const insert = '{run: "INSERT INTO a VALUES (1);", on: primary}';
const movesByOne = '    then: [{moved: primary, by: 1}]\n';
const refusal = {
	status: 'failed',
	error: {code: 'SQLITE_READONLY', number: 8, message: 'attempt to write a readonly database'},
} as const;
const moved: ClusterEvent = {type: 'position', atMs: 3, node: 'primary', position: positionAt(2n)};

describe('a run', () => {
	it('does nothing before it is told to, and one action for each time', () => {
		const run = start(stepOf(`    do: [${insert}, {stop: replica}]\n${movesByOne}`));
		expect(run.waits()).toBe(true);
		run.go();
		expect([run.phase(), run.sent()]).toEqual(['ready', []]);
		run.go();
		expect(run.sent()).toMatchObject([{type: 'run', node: 'primary'}]);
		run.go();
		expect(run.sent()).toHaveLength(1);
		run.ended();
		expect([run.phase(), run.waits()]).toEqual(['ready', true]);
		run.go();
		expect(run.sent()[1]).toEqual({type: 'stop', node: 'replica-1'});
		expect(run.waits()).toBe(false);
	});

	it('passes a step when all that it expects is so at once', () => {
		const run = start(stepOf(`    do: [${insert}]\n${movesByOne}    holds: [{identical: replica}]\n`));
		run.go();
		run.go();
		run.ended();
		expect(run.phase()).toBe('after');
		run.see(moved);
		expect(run.phase()).toBe('after');
		run.see({...moved, node: 'replica-1'});
		expect(run.results()).toEqual(['one passed']);
		run.go();
		expect([run.phase(), run.waits()]).toEqual([undefined, true]);
	});

	it('fails a step whose end was so before it', () => {
		const run = start(stepOf(`    do: [${insert}]\n    then: [{identical: replica}]\n`));
		run.go();
		expect(run.results()).toEqual(['one failed']);
		expect(run.wrong()).toEqual(['replica is identical to the primary: not so before the step / identical']);
	});

	it('waits for what must hold before a step, and fails when that does not come', () => {
		const run = start(
			stepOf(`    do: [${insert}]\n${movesByOne}    holds: [{status: stopped, on: replica}]\n`),
		);
		run.go();
		expect(run.phase()).toBe('before');
		run.wait(limits.scriptWaitMs - 1);
		expect(run.phase()).toBe('before');
		run.wait(1);
		expect(run.wrong()).toContain('replica is stopped: stopped / running');
	});

	it('says what was seen when a deadline has passed', () => {
		const run = start(stepOf(`    deadline: 500ms\n    do: [${insert}]\n${movesByOne}`));
		run.go();
		run.go();
		run.ended();
		run.wait(499);
		expect(run.phase()).toBe('after');
		run.wait(1);
		expect(run.wrong()).toEqual(['primary is 1 TXID further: 1 TXID further / 0 TXIDs further: 01 to 01']);
	});

	it('fails at once when a statement fails that should not', () => {
		const run = start(stepOf(`    do: [${insert}]\n${movesByOne}`));
		run.go();
		run.go();
		run.ended(refusal);
		expect(run.wrong()).toEqual(['INSERT INTO a VALUES (1);: ok / attempt to write a readonly database (8)']);
	});

	it('passes a step whose statement is refused for what it should be', () => {
		const run = start(
			stepOf(`    do: [{run: "CREATE TABLE b (c);", on: replica}]\n    refused: read-only replica\n`),
		);
		run.go();
		run.go();
		run.ended(refusal);
		expect(run.results()).toEqual(['one passed']);
	});

	it.each<[string, Partial<Outcome>, string]>([
		['it was not refused', {}, 'ok'],
		[
			'it failed for something else',
			{status: 'failed', error: {code: 'SQLITE_ERROR', number: 1, message: 'near "b"'}},
			'near "b" (1)',
		],
	])('fails a step with a refusal at once when %s', (_, end, actual) => {
		const run = start(
			stepOf(`    do: [{run: "CREATE TABLE b (c);", on: replica}]\n    refused: read-only replica\n`),
		);
		run.go();
		run.go();
		run.ended(end);
		expect(run.wrong()).toEqual([
			`a statement on replica is refused: read-only replica: refused: read-only replica / ${actual}`,
		]);
	});

	it('leaves a task to the person, and does it in their stead when told to', () => {
		const text = stepOf(
			`    do: [{stop: replica}]\n    solution: [${insert}]\n    hints: [Try.]\n${movesByOne}`,
		);
		const run = start(text);
		run.go();
		expect(run.sent()).toEqual([{type: 'stop', node: 'replica-1'}]);
		run.see(...stoppedReplica());
		expect(run.phase()).toBe('ready');
		run.see(moved);
		expect(run.results()).toEqual(['one passed']);
		expect(run.sent()).toHaveLength(1);
	});

	it('leaves out a step that the cluster cannot serve, and says why', () => {
		const run = start(stepOf(`    requires: [forward]\n    do: [${insert}]\n${movesByOne}`));
		run.go();
		expect([run.results(), run.reason()]).toEqual([
			['one skipped'],
			'The embedded cluster has no halt lock.',
		]);
		const other = start(stepOf(`    requires: [docker]\n    do: [${insert}]\n${movesByOne}`));
		other.go();
		expect(other.reason()).toBe('It is about the docker cluster, and this one is embedded.');
	});

	it('watches over what must be so all the time', () => {
		const run = start(
			`invariants: [no TXID goes back, one primary]\n${stepOf(`    do: [${insert}]\n${movesByOne}`)}`,
		);
		run.go();
		run.see({type: 'position', atMs: 3, node: 'replica-1', position: positionAt(0n)});
		expect(run.results()).toEqual(['one failed']);
		expect(run.wrong()).toEqual(['no TXID goes back: TXID 01 or a later one / TXID 00']);
	});

	it('asks a query again when its node has come somewhere else, and takes no old answer', () => {
		const query = '{rows: SELECT count(*) FROM a, on: primary, are: [2]}';
		const run = start(stepOf(`    do: [${insert}]\n    then: [${query}]\n`));
		run.go();
		expect(run.asked()).toHaveLength(1);
		run.answer([[1n]]);
		expect(run.phase()).toBe('ready');
		run.go();
		run.answer([[2n]], run.asked()[0]!.id);
		run.ended();
		expect(run.phase()).toBe('after');
		run.answer([[1n]]);
		expect(run.phase()).toBe('after');
		const before = run.asked().length;
		run.see(moved);
		expect(run.asked()).toHaveLength(before + 1);
		run.answer([[2n]]);
		expect(run.results()).toEqual(['one passed']);
	});

	it('waits in a step for what the step waits for', () => {
		const run = start(stepOf(`    do: [{wait: [{status: stopped, on: replica}]}, ${insert}]\n${movesByOne}`));
		run.go();
		run.go();
		expect([run.phase(), run.sent()]).toEqual(['acting', []]);
		run.see(...stoppedReplica());
		expect(run.phase()).toBe('ready');
	});

	it('says that a query was not answered in time', () => {
		const query = '{rows: SELECT count(*) FROM a, on: primary, are: [2]}';
		const run = start(stepOf(`    do: [${insert}]\n    then: [${query}]\n`));
		run.go();
		run.wait(limits.scriptWaitMs);
		expect(run.wrong()).toEqual([
			'primary: SELECT count(*) FROM a gives (2): (2) / the query has not been answered',
		]);
	});

	it('reads a page as often as it should, and looks at who has served it', () => {
		const run = start(
			stepOf('    do: [{get: /invoices/1, times: 2}]\n    then: [{servedBy: [primary, replica]}]\n'),
		);
		run.go();
		run.go();
		expect(run.gets().map(({path}) => path)).toEqual(['/invoices/1', '/invoices/1']);
		run.serve(run.gets()[0]!.id, {servedBy: 'primary'});
		expect(run.phase()).toBe('acting');
		run.serve(run.gets()[1]!.id, {servedBy: 'replica-1'});
		expect(run.results()).toEqual(['one passed']);
	});

	it('fails where a page cannot be read', () => {
		const run = start(stepOf('    do: [{get: /}]\n    then: [{servedBy: [primary]}]\n'));
		run.go();
		run.go();
		run.serve(run.gets()[0]!.id, {error: 'nobody listens'});
		expect(run.wrong()).toEqual(['GET /: an answer / nobody listens']);
	});

	it('sets up before the first step and cleans up after the last', () => {
		const around = `setup: [${insert}]\ncleanup: [{run: "DROP TABLE a;", on: primary}]\n`;
		const run = start(around + stepOf(`    holds: [{identical: replica}]\n`));
		const steps = [];
		for (let count = 0; count < 9; count += 1) {
			steps.push(run.step());
			run.go();
			if (run.phase() === 'acting') run.ended();
		}
		expect([...new Set(steps)]).toEqual([undefined, 'setup', 'one', 'cleanup']);
		expect(run.results()).toEqual(['setup passed', 'one passed', 'cleanup passed']);
	});
});

function stoppedReplica(): readonly ClusterEvent[] {
	return freshCluster().flatMap(event =>
		event.type === 'node' && event.node.role === 'replica'
			? [{...event, node: {...event.node, status: 'stopped' as const}}]
			: [],
	);
}
