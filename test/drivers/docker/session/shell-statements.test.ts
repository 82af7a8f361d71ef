import {describe, expect, it} from 'vitest';
import type {Engine} from '../../../../source/drivers/docker/engine/engine.ts';
import type {ExecListener, ExecStream} from '../../../../source/drivers/docker/engine/exec-stream.ts';
import {Flow} from '../../../../source/drivers/docker/flow.ts';
import type {Keeper} from '../../../../source/drivers/docker/node/keeper.ts';
import type {NodeWatch} from '../../../../source/drivers/docker/node/node-watch.ts';
import type {Usable} from '../../../../source/drivers/docker/node/usable.ts';
import {ShellStatements} from '../../../../source/drivers/docker/session/shell-statements.ts';
import type {SessionsContext} from '../../../../source/drivers/docker/session/statement.ts';
import {Outbox} from '../../../../source/drivers/outbox.ts';

/** Statements of a node whose container starts programs as it is told here. */
function node({exec, absence}: {exec: Engine['exec']; absence?: string}) {
	const context: SessionsContext = {
		node: 'replica-1',
		watch: () => undefined,
		flow: new Flow(new Outbox(() => {})),
		sink: {open() {}, rows() {}},
		emit() {},
		rowLimit: undefined,
		readOnly: false,
	};
	const shell = new ShellStatements(context);
	const watch = {role: 'replica', journalMode: 'delete', absence: async () => absence} as Partial<NodeWatch>;
	const usable: Usable = {
		kind: 'shell',
		engine: {exec} as Partial<Engine> as Engine,
		keeper: {adopt() {}, release() {}, signal() {}} as Partial<Keeper> as Keeper,
		container: 'c',
		database: '/litefs/data.db',
		programs: new Set(),
	};
	const running = {cancelled: false};
	return {
		shell,
		cancel() {
			running.cancelled = true;
			shell.cancel();
		},
		execute: (forward = false) =>
			shell.execute(
				{id: 's', sql: 'DELETE FROM albums', startedMs: 0, running, forward, generation: 1},
				watch as NodeWatch,
				usable,
			),
	};
}

/** A container that is paused: what is started there does not begin. */
const paused: Engine['exec'] = () => new Promise<never>(() => {});

/** A program that takes what is written to it and says nothing; `destroyed` once it is let go of. */
function silentProgram() {
	const destroyed = Promise.withResolvers<void>();
	const started = Promise.withResolvers<void>();
	const exec = async (_: string, __: readonly string[], {ended}: ExecListener): Promise<ExecStream> => {
		started.resolve();
		const destroy = () => {
			destroyed.resolve();
			ended();
		};
		return {write() {}, end() {}, hold() {}, destroy};
	};
	return {exec, started: started.promise, destroyed: destroyed.promise};
}

describe('a statement whose session is still to be opened', () => {
	it('is cancelled at once, and was not run', async () => {
		const one = node({exec: paused});
		const outcome = one.execute();
		one.cancel();
		expect(await outcome).toMatchObject({
			status: 'cancelled',
			error: {code: 'LITESCOPE_CANCELLED', message: 'Cancelled before it began.'},
		});
	});

	it('is answered when its node is lost, and was not run', async () => {
		const one = node({exec: paused, absence: 'replica-1 is paused.'});
		const outcome = one.execute();
		one.shell.lost();
		expect(await outcome).toMatchObject({
			status: 'failed',
			error: {code: 'LITESCOPE_NODE_AWAY', message: 'replica-1 is paused. The statement was not run.'},
		});
	});

	it('lets go of the program that was to be its session', async () => {
		const {exec, started, destroyed} = silentProgram();
		const one = node({exec});
		const outcome = one.execute();
		await started;
		one.cancel();
		await destroyed;
		expect((await outcome).status).toBe('cancelled');
	});

	it('says so where none can be opened', async () => {
		const refused = async () => {
			throw new Error('Docker says: too many processes.');
		};
		expect((await node({exec: refused}).execute()).error).toMatchObject({
			code: 'LITESCOPE_SESSION_CRASHED',
			message:
				'No session could be opened on replica-1 (Docker says: too many processes). The statement was not run.',
		});
	});
});

it('is not forwarded where nothing can take LiteFS’s lock, and loses no session', async () => {
	const outcome = await node({exec: paused}).execute(true);
	expect(outcome.error?.message).toMatch(
		/neither litefs nor perl in the container\)\. The statement was not run\.$/,
	);
	expect(outcome).not.toHaveProperty('sessionLost');
});
